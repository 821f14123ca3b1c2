### Учет обращений (365-7, 365-8).

audit-nav = Учет обращений
audit-title = Журнал учета обращений
audit-lead = Каждое обращение к ресурсам портала, в том числе отклоненное, автоматически записывается в этот журнал. Изменить или удалить запись не может никто. Просмотр журнала тоже учитывается.
audit-caption = Записи об обращениях, сначала новые
audit-record-of = Запись об обращении № { $seq }
audit-related = Другие записи этого запроса
audit-related-none = Других записей этого запроса нет.
audit-time = { $date }, { $time } (UTC{ $zone })
audit-newest = К самым новым записям
audit-older = Более ранние записи
audit-pages = Страницы журнала
audit-shown = { $count ->
    [one] Показана { $count } запись
    [few] Показаны { $count } записи
   *[many] Показано { $count } записей
}

audit-field-number = Номер записи
audit-field-at = Дата и время
audit-field-who = Кто обратился
audit-field-actor = Имя пользователя или наименование информационной системы
audit-field-iin = Индивидуальный идентификационный номер (ИИН)
audit-field-address = IP-адрес
audit-field-component = Компонент
audit-field-resource = Ресурс
audit-field-part = Запрошенная часть ресурса
audit-field-service = Вызванная страница или интерфейс
audit-field-operation = Операция
audit-field-outcome = Результат
audit-field-detail = Подробности
audit-field-session = Сеанс
audit-field-agent = Клиентская программа
audit-field-request = Номер запроса
audit-all-of-person = Все записи этого пользователя
audit-all-of-address = Все записи с этого адреса
audit-none = нет

audit-filter-person = Пользователь или система
audit-filter-person-hint = Часть имени или полный ИИН
audit-filter-address-hint = Целиком или начало: 10.1.
audit-filter-from = Начиная с
audit-filter-until = До
audit-filter-time-hint = Время Астаны, например 2026-11-22 или 2026-11-22T14:05
audit-filter-words = Слова
audit-filter-words-hint = В части ресурса, подробностях, адресе страницы
audit-filter-any = Все
audit-error-time = Введите дату в виде год-месяц-день, например 2026-11-22

audit-empty-title = Ничего не найдено
audit-empty = Записей, отвечающих этим условиям, нет. Попробуйте расширить фильтр.
audit-export = Экспорт
audit-export-csv = Экспортировать в CSV
audit-export-xlsx = Экспортировать в XLSX
audit-export-hint = Отфильтрованные записи, не более { $limit } самых новых.
audit-export-cut = Экспортированы только { $limit } самых новых записей. Чтобы получить остальные, сузьте фильтр.

audit-who-person = Пользователь
audit-who-system = Информационная система
audit-who-portal = Сам портал
audit-who-unknown = Неизвестно
audit-claimed = Названное имя: { $name }

audit-component-drafts = Согласование проектов НПА
audit-component-documents = Документы
audit-component-signatures = Электронная цифровая подпись
audit-component-identity = Пользователи и права
audit-component-notifications = Уведомления
audit-component-audit = Учет обращений
audit-component-portal = Портал

audit-unavailable = Ваше обращение не удалось учесть, поэтому оно не выполнено (приказ 365, пункт 7). Повторите через несколько минут; если ошибка повторится, сообщите администратору.
    .title = Сервис временно недоступен

resource-draft = Проект НПА
resource-file = Файл
resource-file_set = Набор файлов
resource-signature = ЭЦП
resource-certificate = Регистрационное свидетельство
resource-certificate_request = Заявка на регистрационное свидетельство
resource-person = Пользователь
resource-body = Государственный орган
resource-unit = Структурное подразделение
resource-role = Роль
resource-session = Сеанс
resource-system = Информационная система
resource-accounting = Журнал учета
resource-notification = Уведомление
resource-delivery = Доставка уведомления
resource-page = Страница
resource-api = Интерфейс (API)
resource-posting = Черновик проекта НПА
resource-signature_verification = Проверка ЭЦП
resource-certifying_centre = Удостоверяющий центр
resource-password = Пароль
resource-accounting_archive = Архив учета обращений
resource-alert = Оповещение безопасности
resource-backup = Резервная копия
resource-destruction = Уничтожение документов
resource-hold = Запрет уничтожения
resource-installation = Установка портала

audit-tab-log = Журнал
audit-tab-charts = Диаграммы
audit-tab-alerts = Оповещения
audit-tab-archives = Архивы
audit-export-cef = Экспорт в CEF (syslog)

audit-proof = Доказательство неизменности этой записи
audit-proof-of = Доказательство записи № { $seq }
audit-proof-lead = Хеш каждой записи входит в дерево Меркла, корень которого подписывается ключом портала не реже раза в минуту. Хеши ниже доказывают, что запись стоит в подписанном дереве.
audit-proof-none = Эта запись еще не вошла в подписанное дерево. Повторите через минуту.
audit-proof-index = Место в дереве
audit-proof-size = Записей в дереве
audit-proof-signed = Подписано
audit-proof-leaf = Хеш записи
audit-proof-root = Корень дерева
audit-proof-path = Хеши от записи до корня
audit-proof-checkpoint = Подписанная контрольная точка
audit-proof-key = Ключ проверки:
audit-proof-json = Доказательство в виде JSON

audit-charts = Диаграммы обращений
audit-charts-lead = Число обращений по пользователям, ресурсам, операциям, результатам и часам суток. Архивные месяцы не учитываются.
audit-chart-person = По пользователям
audit-chart-resource = По ресурсам
audit-chart-operation = По операциям
audit-chart-outcome = По результатам
audit-chart-hour = По часам суток (Астана)
audit-chart-count = Обращения
audit-chart-table = Показать таблицей

audit-mine = Кто обращался к моим данным
audit-mine-lead = Обращения других к вашей карточке: кто, когда и что сделал. Ваше имя в общих списках сюда не входит.
audit-mine-none-title = Обращений не было
audit-mine-none = Никто другой к вашей карточке не обращался.
audit-mine-profile = Личный кабинет

audit-alerts = Оповещения безопасности
audit-alerts-lead = Портал следит за обращениями по правилам и показывает здесь подозрительное. Рассмотрите каждое оповещение и запишите, что выяснилось.
audit-alerts-show-all = Показать и рассмотренные
audit-alerts-show-open = Показать только открытые
audit-alerts-older = Более ранние оповещения
audit-alerts-none-title = Оповещений нет
audit-alerts-none = Правила не нашли ничего подозрительного.
audit-alert-raised = Обнаружено
audit-alert-rule = Правило
audit-alert-count = Число
audit-alert-state = Состояние
audit-alert-open = Открыто
audit-alert-handled = Рассмотрено
audit-alert-first = Первый раз
audit-alert-last = Последний раз
audit-alert-records = Записи в журнале
audit-alert-note = Что выяснилось и что сделано
audit-alert-note-hint = Позже изменить нельзя.
audit-alert-handle = Отметить рассмотренным
audit-alert-handled-at = Когда рассмотрено
audit-alert-handled-by = Кем рассмотрено
audit-alert-saved = Оповещение отмечено рассмотренным.
audit-error-note = Напишите, что выяснилось и что сделано
audit-error-note-long = Сократите текст до 2000 знаков
audit-rule-mass_reading = Массовое чтение
audit-rule-mass_download = Массовое скачивание файлов
audit-rule-refusals = Отклоненные обращения подряд
audit-rule-sign_ins = Неудачные входы подряд
audit-rule-signatures = Непринятые подписи подряд
audit-rule-night_work = Работа ночью
audit-rule-new_address = Вход с нового адреса
audit-weight-high = Высокая важность
audit-weight-medium = Средняя важность
audit-weight-low = Низкая важность

audit-notice-mass_reading = Обнаружено массовое чтение: { $who }.
    .subject = Оповещение безопасности: массовое чтение
audit-notice-mass_download = Обнаружено массовое скачивание файлов: { $who }.
    .subject = Оповещение безопасности: массовое скачивание файлов
audit-notice-refusals = Обнаружены отклоненные обращения подряд: { $who }.
    .subject = Оповещение безопасности: отклоненные обращения
audit-notice-sign_ins = Обнаружены неудачные входы подряд: { $who }.
    .subject = Оповещение безопасности: неудачные входы
audit-notice-signatures = Обнаружены непринятые подписи подряд: { $who }.
    .subject = Оповещение безопасности: непринятые подписи
audit-notice-night_work = Обнаружена работа ночью: { $who }.
    .subject = Оповещение безопасности: работа ночью
audit-notice-new_address = Обнаружен вход с нового адреса: { $who }.
    .subject = Оповещение безопасности: новый адрес
audit-notice-backup = Новая резервная копия портала не создана. Последняя копия: { $last }. Проверьте причину на сервере.
    .subject = Резервная копия не создана
audit-notice-checkpoint = Контрольная точка журнала учета обращений: записей { $size }, корень { $root }. Сохраните это сообщение.
    .subject = Контрольная точка журнала учета обращений

audit-archives = Архивы учета обращений
audit-archives-lead = Записи месяцев, срок хранения которых прошел, перенесены в файлы. Если в журнале указано «Начиная с», ищется и в архивах. Каждый файл проверяется отдельно: orda audit verify --archive ФАЙЛ.
audit-archives-none-title = Архивов нет
audit-archives-none = Ни один месяц еще не перенесен в архив.
audit-archive-month = Месяц
audit-archive-records = Записи
audit-archive-numbers = Номера
audit-archive-file = Файл и его хеш SHA-256
audit-archive-created = Когда перенесен
audit-archive-altered = Файл архива за { $month } изменен, поэтому из него ничего не показано. Сообщите администратору безопасности и восстановите файл из резервной копии.
    .title = Архив изменен
audit-archive-missing = Файл архива за { $month } не найден. Восстановите его из резервной копии.
    .title = Архив не найден
audit-archive-broken = Запись № { $seq } изменена, поэтому месяц не перенесен в архив. Проверьте журнал командой orda audit verify.
    .title = Журнал изменен
