### Общие тексты портала. Порядок и состав тот же, что в kk.ftl.

## Каркас страницы
web-portal-name = Орда
web-portal-tagline = Интранет-портал государственных органов
web-skip = Перейти к основному содержанию
web-search = Поиск
web-search-label = Поиск по порталу
web-search-placeholder = Проект, орган, человек
web-language = Язык
web-services = Разделы портала
web-menu = Меню
web-footer = Справочные ссылки
web-acting-for = исполняет обязанности за { $name }
web-profile = Моя учетная запись
web-sign-in = Войти
web-sign-out = Выйти
web-unread = { $count ->
    [0] Новых уведомлений нет
    [one] Уведомления: { $count } непрочитанное
    [few] Уведомления: { $count } непрочитанных
   *[many] Уведомления: { $count } непрочитанных
 }
web-verification = Проверка ЭЦП
web-result-check = Проверка результата услуги
web-astana-time = Указано время Астаны
web-to-first-page = Перейти на главную страницу
web-request-number = Номер запроса:
web-breadcrumbs = Расположение страницы
web-rule = Основание:

## Дата и время
web-month-1 = января
web-month-2 = февраля
web-month-3 = марта
web-month-4 = апреля
web-month-5 = мая
web-month-6 = июня
web-month-7 = июля
web-month-8 = августа
web-month-9 = сентября
web-month-10 = октября
web-month-11 = ноября
web-month-12 = декабря
# Число и слово не разделяются строкой.
web-date = { $day }{"\u00A0"}{ $month } { $year }{"\u00A0"}г.
web-datetime = { $day }{"\u00A0"}{ $month } { $year }{"\u00A0"}г., { $time }
web-day-month = { $day }{"\u00A0"}{ $month }
web-day = День
web-month = Месяц
web-year = Год

## Размер
web-size-b = { $n } байт
web-size-kb = { $n } КБ
web-size-mb = { $n } МБ

## Общие действия и слова
web-save = Сохранить
web-cancel = Отменить
web-add = Добавить
web-view = Просмотреть
web-select = Выбрать
web-change = Изменить
web-delete = Удалить
web-remove = Убрать
web-send = Отправить
web-sign = Подписать
web-confirm = Подтвердить
web-close = Закрыть
web-back = Назад
web-next = Далее
web-previous = Назад
web-continue = Продолжить
web-download = Скачать
web-upload = Загрузить
web-print = Напечатать
web-export-xlsx = Экспортировать в XLSX
web-export-csv = Экспортировать в CSV
web-filter = Фильтр
web-sort = Сортировать
web-yes = Да
web-no = Нет
web-all = Все
web-optional = (необязательно)
web-title = Название
web-actions = Действия
web-history = История
web-settings = Настройки
web-show = Показать
web-hide = Скрыть
web-saved = Изменения сохранены.
web-deleted = Удалено.
web-important = Важно
web-success = Готово
web-attention = Внимание
web-error-prefix = Ошибка:
web-error-summary = Есть ошибки
web-empty-title = Список пуст
web-nothing-found = Ничего не найдено
web-nothing-found-hint = Попробуйте изменить слова поиска или очистить фильтр.

## Страницы списков
web-rows-found = { $count ->
    [0] Ничего не найдено
    [one] Найдена { $count } запись
    [few] Найдено { $count } записи
   *[many] Найдено { $count } записей
 }
web-rows-found-at-least = Найдено записей: не менее { $count }
web-pages = Страницы списка
web-page-number = Страница { $n }
web-previous-page = Предыдущая
web-next-page = Следующая
web-rows-a-page = Записей на странице
web-apply-filter = Применить фильтр
web-clear-filter = Очистить фильтр
web-filters-in-force = Действующие фильтры
web-remove-filter = Убрать фильтр:

## Поля ввода
web-characters-at-most = { $count ->
    [one] Не более { $count } знака
   *[other] Не более { $count } знаков
 }
web-characters-left-one = Остался %{"{"}count{"}"} знак
web-characters-left-few = Осталось %{"{"}count{"}"} знака
web-characters-left-many = Осталось %{"{"}count{"}"} знаков
web-characters-none-left = Знаков не осталось
web-characters-over-one = Текст длиннее на %{"{"}count{"}"} знак
web-characters-over-few = Текст длиннее на %{"{"}count{"}"} знака
web-characters-over-many = Текст длиннее на %{"{"}count{"}"} знаков
web-show-password = Показать пароль
web-hide-password = Скрыть пароль
web-password-shown = Пароль показан
web-password-hidden = Пароль скрыт
web-choose-file = Выбрать файл
web-or-drop = или перетащите файл сюда
web-no-file-chosen = Файл не выбран
web-files-chosen-one = Выбран %{"{"}count{"}"} файл
web-files-chosen-few = Выбрано %{"{"}count{"}"} файла
web-files-chosen-many = Выбрано %{"{"}count{"}"} файлов
web-entered-drop-zone = Над областью приема файлов
web-left-drop-zone = Вне области приема файлов

## Ошибки: что произошло и что делать дальше
error-not-found = Проверьте адрес или воспользуйтесь поиском. Возможно, страница удалена или у вас нет права ее видеть.
    .title = Страница не найдена
error-unauthenticated = Чтобы продолжить, войдите в портал.
    .title = Нужно войти в портал
error-forbidden = У вас нет права на это действие. Если оно вам нужно, обратитесь к администратору вашего государственного органа.
    .title = Нет права доступа
error-refused = Сейчас это действие выполнить нельзя. Посмотрите текущее состояние на странице.
    .title = Действие не выполнено
error-invalid = Во введенных сведениях есть ошибки. Исправьте указанные поля и отправьте снова.
    .title = Сведения не приняты
error-too-large = Объем отправленных сведений больше допустимого. Уменьшите его или отправьте по частям.
    .title = Слишком большой объем
error-conflict = Пока вы смотрели, эту запись изменил другой человек. Обновите страницу, посмотрите изменения и повторите действие.
    .title = Запись изменена
error-too-many = { $seconds ->
    [one] Слишком много попыток. Повторите через { $seconds } секунду.
    [few] Слишком много попыток. Повторите через { $seconds } секунды.
   *[many] Слишком много попыток. Повторите через { $seconds } секунд.
 }
    .title = Подождите немного
error-unavailable = Портал временно не смог ответить. Повторите через несколько минут: сведения не изменились.
    .title = Служба временно недоступна
error-internal = В работе портала произошла ошибка, действие не выполнено. Повторите; если ошибка не исчезнет, сообщите в службу поддержки номер запроса.
    .title = Ошибка портала
error-forged = Запрос отправлен не со страницы портала, поэтому он не выполнен. Откройте портал в новой вкладке и повторите действие там.
    .title = Запрос не принят
error-outside-network = Портал открывается только из разрешённых сетей. Подключитесь к служебной сети и повторите.
    .title = Из этой сети войти нельзя
error-unencrypted = С порталом работают только по шифрованному соединению (https). Откройте адрес заново, начав его с https://.
    .title = Соединение не зашифровано
error-method = Этот адрес не принимает такие запросы. Вернитесь назад и воспользуйтесь кнопками на странице.
    .title = Запрос не принят
error-form-unreadable = Не удалось прочитать форму. Обновите страницу и заполните ее заново.
error-query-unreadable = Не удалось прочитать фильтр в адресе. Откройте список заново и выберите фильтр еще раз.
error-json-unreadable = Тело запроса должно быть JSON с заголовком Content-Type: application/json.
error-json-place = JSON не соответствует ожидаемому виду: строка { $line }, позиция { $column }.
error-required = Заполните это поле
error-too-long = { $max ->
    [one] Слишком длинный текст: не более { $max } знака
   *[other] Слишком длинный текст: не более { $max } знаков
 }
error-date = Введите дату полностью, например 27 11 2026
error-choose = Выберите одно из списка

## Роли
role-head_of_body = Руководитель государственного органа
role-drafter = Разработчик
role-approver = Согласующий
role-records_clerk = Сотрудник службы документационного обеспечения
role-control_officer = Сотрудник отдела обеспечения документационного контроля
role-chancellery_unit_officer = Сотрудник структурного подразделения Канцелярии
role-controller = Контролер
role-administrator = Администратор
role-security_officer = Ответственный за информационную безопасность

## Учет обращений: операции и результаты
operation-read = Просмотр
operation-search = Поиск
operation-create = Создание
operation-change = Изменение
operation-delete = Удаление
operation-sign = Подписание
operation-send = Отправка
operation-download = Скачивание
operation-sign_in = Вход
operation-sign_out = Выход
outcome-done = Выполнено
outcome-refused = Отказано
outcome-failed = Произошла ошибка

## Помощь
web-help = Помощь
web-help-lead = На портале размещают, подписывают и согласовывают проекты нормативных правовых актов. Ниже ответы на частые вопросы.
web-help-sign-in = Войти можно по логину и паролю или с электронной цифровой подписью. Если пароль несколько раз введен неверно, вход на время ограничивается; сколько ждать, написано на экране. Если вы забыли пароль, обратитесь к администратору вашего государственного органа.
    .title = Как войти в портал?
web-help-signing = На странице подписания показаны название документа, версия, файлы и их хэш-значения. Выберите файл ключа (.p12) и введите его пароль: ключ не покидает ваш компьютер. Подпись проверяется сразу; если что-то не так, будет сказано, на каком шаге и что делать.
    .title = Как подписать документ?
web-help-files = Все файлы одной версии вместе не должны превышать 60 МБ. Принимаются PDF, TIFF, JPEG, RTF, DOC, DOCX, XLS, XLSX, PPT, RAR, ZIP. Переименованный или поврежденный файл портал не примет и назовет причину.
    .title = Какие файлы принимаются?
web-help-terms = Сроки считаются в рабочих днях и по времени Астаны. По ссылке рядом со сроком видно, как он посчитан.
    .title = Как считаются сроки?
web-help-language = Ссылки «Қаз», «Рус», «Eng» вверху страницы меняют ее язык. Уведомления и письма приходят на языке, выбранном в вашей учетной записи.
    .title = Как сменить язык?
web-help-contact = Если ответа нет, напишите в службу поддержки

## Доступность
web-accessibility = Доступность
web-accessibility-lead = Порталом должен суметь воспользоваться каждый, в том числе люди с ограничениями зрения, слуха или движения.
web-accessibility-keyboard = Все действия выполняются с одной клавиатуры, выбранный элемент хорошо виден.
web-accessibility-zoom = При увеличении текста до 400 процентов содержание не теряется.
web-accessibility-reader = Страницы размечены для программ чтения с экрана, их язык указан.
web-accessibility-contrast = Контраст достаточен в светлом и темном оформлении, ничто не передается одним лишь цветом.
web-accessibility-motion = Нет ничего мигающего и движущегося само по себе.
web-accessibility-scripts = Кроме подписания, все страницы работают без скриптов.
web-accessibility-limits = Файлы, загруженные пользователями (например, сканы в PDF), могут быть недоступны программам чтения с экрана. Портал не меняет их исходные байты.
    .title = Ограничения
web-accessibility-report = Если какой-то страницей трудно пользоваться, напишите нам:
    .title = Сообщить о препятствии
web-accessibility-standard = Портал сделан по стандарту WCAG 2.2, уровень AA. Каждая страница проверяется автоматически на трех языках, в светлом и темном оформлении.
