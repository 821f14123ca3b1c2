# Навигация
reminders-nav = Напоминания
reminders-admin-nav = Источники напоминаний
reminders-admin-nav-lead = Системы, из которых поступают напоминания, и их ошибки

# Перечень
reminders-title = Напоминания об исполнении поручений
reminders-lead = Поручения, направленные вашему органу и состоящие на контроле Канцелярии и Администрации Президента. Данные поступают из источника автоматически, в портале не изменяются.
reminders-empty = Напоминаний нет
reminders-empty-text = Таких напоминаний вашему органу не найдено. Попробуйте изменить фильтр.
reminders-export = Скачать перечень
reminders-export-xlsx = Excel (XLSX)
reminders-export-csv = CSV
reminders-column-number = Исходящий номер документа
reminders-column-date = Исходящая дата документа
reminders-column-content = Краткое содержание
reminders-column-executor = Исполнитель
reminders-column-kind = Вид документа
reminders-column-unit = Ответственный отдел
reminders-column-due = Срок исполнения
reminders-column-left = Осталось дней
reminders-column-source = Источник
reminders-column-body = Государственный орган
reminders-not-given = Не указан
reminders-days-left = { $count ->
        [0] Осталось 0 дней: срок сегодня
        [one] Остался { $count } день
        [few] Осталось { $count } дня
       *[other] Осталось { $count } дней
    }
reminders-days-overdue = { $count ->
        [one] Срок истек { $count } день назад
        [few] Срок истек { $count } дня назад
       *[other] Срок истек { $count } дней назад
    }
reminders-unconfirmed = Нет в последнем ответе
reminders-filter-words = Слова
reminders-filter-words-hint = Номер, содержание, исполнитель, вид или отдел
reminders-filter-any = Любой
reminders-filter-term = Срок
reminders-filter-from = Срок исполнения, с
reminders-filter-to = Срок исполнения, по
reminders-term-overdue = Истек
reminders-term-today = Сегодня
reminders-term-week = В течение семи дней
reminders-term-later = Позднее

# Источники
reminders-source-chancellery = Канцелярия Премьер-Министра
reminders-source-presidential_administration = Администрация Президента
reminders-refreshed = последняя актуализация { $at }.
reminders-never-refreshed = еще не актуализировалось.
reminders-next = Следующая актуализация: { $at }.
reminders-not-joined = Источник не подключен.
reminders-failed-note = Последний правильный перечень сохранен, попытка будет повторена.

# Карточка
reminders-card-title = Напоминание по документу № { $number }
reminders-card-taken = Получено впервые
reminders-card-confirmed = Последнее подтверждение источником
reminders-card-note = Реквизиты показаны так, как они стоят в источнике, и в портале не изменяются.
reminders-unconfirmed-note = В последнем ответе источника этого поручения нет, но исполненным оно не отмечено. Уточните в источнике.

# Журнал
reminders-log-title = Журнал актуализации
reminders-log-lead = Перечень актуализируется ежедневно, по каждому источнику два раза в день по времени города Астаны.
reminders-log-both = Оба источника
reminders-log-empty = Журнал пуст
reminders-log-empty-text = Актуализаций пока не было.
reminders-log-slot = Установленное время
reminders-log-started = Начало
reminders-log-outcome = Результат
reminders-log-brought = Полученные данные
reminders-log-attempt = Попытка { $n }
reminders-log-late = Выполнено с опозданием
reminders-log-taken = В перечне: { $count }
reminders-log-executed = Исполнены и сняты: { $count }
reminders-log-rejected = Не принято записей: { $count }
reminders-log-missing = Отсутствовали в ответе: { $count }
reminders-outcome-running = Выполняется
reminders-outcome-done = Актуализировано
reminders-outcome-failed = Не удалось
reminders-outcome-missed = Пропущено
reminders-fault-unreachable = Источник не ответил
reminders-fault-status = Источник не принял запрос
reminders-fault-too_large = Ответ больше допустимого
reminders-fault-seal = Ответ не подтвержден ключом источника
reminders-fault-malformed = Ответ не соответствует схеме
reminders-fault-wrong_source = Это ответ другого источника
reminders-fault-stale = Ответ старше ранее полученного перечня
reminders-fault-interrupted = Портал был остановлен, актуализация прервана
reminders-fault-portal = Портал не смог сохранить перечень

# Администратору
reminders-errors-title = Источники напоминаний и ошибки
reminders-errors-lead = Записи последних ответов, которые не удалось принять, и напоминания, требующие внимания. Ошибка исправляется в источнике.
reminders-joined-times = Время (Астана)
reminders-joined-address = Адрес
reminders-joined-key = Отпечаток ключа
reminders-schema = Схема ответа (JSON Schema)
reminders-rejected-title = Непринятые записи
reminders-rejected-empty = Все записи приняты.
reminders-rejected-key = Идентификатор в источнике
reminders-rejected-place = Место в ответе
reminders-rejected-why = Причина
reminders-record-unreadable = Запись не читается
reminders-record-missing = Нет обязательного реквизита
reminders-record-impossible_date = Такой даты нет
reminders-record-too_long = Поле слишком длинное
reminders-record-unknown_state = Состояние неизвестно
reminders-record-unknown_body = В портале нет такого государственного органа
reminders-record-duplicate = Этот идентификатор уже встречался в ответе
reminders-marked-title = Обратите внимание
reminders-marked-empty = Отмеченных напоминаний нет.
reminders-marked-why = На что
reminders-mark-executor = Исполнителя нет в справочнике
reminders-mark-kind = Вида документа нет в справочнике
reminders-mark-missing = Нет в последнем ответе; последнее подтверждение { $at }

# Уведомления
reminders-notice-unviewed = { $body }: напоминания об исполнении поручений не просматривались { $days } дн. или дольше. Напоминаний: { $count }. Просмотрите перечень.
    .subject = Непросмотренные напоминания: { $count }
