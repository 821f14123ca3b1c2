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
