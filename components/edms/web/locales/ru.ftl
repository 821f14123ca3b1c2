# Navigation
edms-nav = Письма
edms-admin-nav = Обмен письмами
edms-admin-nav-lead = Участники, справочные данные и доставка сообщений

# Register
edms-list-title = Официальные письма
edms-list-empty = Писем нет
edms-list-empty-text = В журнале таких писем нет. Попробуйте изменить фильтр.
edms-list-export = Скачать список
edms-list-export-xlsx = Excel (XLSX)
edms-list-export-csv = CSV
edms-register-in = Входящие
edms-register-out = Исходящие
edms-column-title = Заголовок
edms-column-kind = Вид
edms-column-outgoing = Исходящий номер
edms-column-incoming = Входящий номер
edms-column-sender = Отправитель
edms-column-receiver = Получатель
edms-column-state = Состояние
edms-none = Нет
edms-yes = Да
edms-no = Нет
edms-not-chosen = Не выбрано
edms-filter-words = Слова
edms-filter-words-hint = Номер, заголовок или подписавший
edms-filter-other = Другая сторона
edms-filter-any = Любой
edms-filter-from = Исходящая дата с
edms-filter-to = Исходящая дата по

# Kinds
edms-kind-cover = Сопроводительное письмо
edms-kind-refusal = Письмо об отказе в согласовании
edms-kind-chancellery = Сопроводительное письмо в Канцелярию
edms-kind-not_accepted = Сообщение «қабылданған жоқ» (не принято)
edms-kind-official = Официальное письмо

# States
edms-state-waiting = Доставляется
edms-state-delivered = Доставлено, не зарегистрировано
edms-state-not_delivered = Не доставлено
edms-state-registered = Зарегистрировано
edms-state-declined = В регистрации отказано
edms-state-rejected = Не принято

# Faults
edms-fault-not_joined = Орган не участвует в обмене
edms-fault-no_clerk = В органе некому регистрировать письма
edms-fault-unreachable = Система получателя не ответила
edms-fault-refused = Система получателя отклонила сообщение
edms-fault-declined = Служба документационного обеспечения получателя отказала в регистрации
edms-fault-not_accepted = Канцелярия ответила «не принято»

# Way
edms-event-taken = Центр принял письмо
edms-event-delivered = Письмо доставлено получателю
edms-event-not_delivered = Письмо не доставлено
edms-event-again = Письмо отправлено повторно
edms-event-registered = Получатель зарегистрировал письмо
edms-event-declined = Получатель отказал в регистрации
edms-event-answered = На письмо поступил ответ
edms-event-rejected = Письмо не принято

# Card
edms-card-outgoing-date = Исходящая дата
edms-card-incoming-date = Входящая дата
edms-card-signer = Подписал
edms-card-signature = Электронная цифровая подпись
edms-card-link = Ссылка в портале
edms-card-text = Текст письма
edms-card-answers-to = Ответ на письмо
edms-card-answers = Ответные письма
edms-card-answer = Ответное письмо
edms-card-way = Путь письма
edms-card-waits = Система получателя не отвечает. Попыток: { $attempts }. Следующая попытка: { $next }. Письмо не потеряется.
edms-register = Зарегистрировать
edms-register-title = Регистрация письма
edms-register-hint = Предложен следующий номер органа; можно указать свой
edms-register-done = Письмо зарегистрировано. Его номер указан ниже.
edms-decline = Отказать в регистрации
edms-decline-title = Отказ в регистрации письма
edms-decline-reason = Причина отказа
edms-decline-done = В регистрации отказано, отправитель уведомлен.
edms-again = Отправить повторно
edms-again-done = Письмо отправлено повторно.

# Write
edms-write = Отправить письмо
edms-write-title = Официальное письмо
edms-write-lead = Файлы к письму не прилагаются: документ остается в портале, в письме стоит ссылка на него.
edms-write-number-hint = Если оставить пустым, будет присвоен следующий номер органа
edms-write-title-kk = Заголовок (на казахском)
edms-write-title-ru = Заголовок (на русском)
edms-write-link-hint = Адрес в портале; должен стоять и в тексте письма
edms-write-submit = Отправить
edms-write-done = Письмо отправлено. Его номер указан ниже.

# Requisites
edms-requisite-number = исходящий номер
edms-requisite-title = заголовок
edms-requisite-text = текст
edms-requisite-signer = подписавший

# Administration
edms-participants-title = Участники обмена письмами
edms-participants-lead = Государственные органы получают письма в портале или в собственной системе электронного документооборота. Орган, о котором решения нет, участвует в портале.
edms-participant-body = Государственный орган
edms-participant-way = Как приходят письма
edms-participant-system = Внешняя система
edms-participant-system-lead = Заполняется только для органа с собственной системой.
edms-participant-change = Изменить
edms-participant-title = Участие в обмене письмами
edms-participant-url = Адрес системы
edms-participant-url-hint = Например: https://edms.example.kz/edms/v1/messages
edms-participant-format = Формат сообщений
edms-participant-key = Открытый ключ системы
edms-participant-key-hint = Ed25519, PEM или base64. Сверьте отпечаток по телефону.
edms-participant-deliveries = Доставка
edms-participant-pause = Приостановить
edms-participant-pause-hint = Письма ждут в очереди, входящие от нее не принимаются
edms-participant-paused = Приостановлено
edms-way-portal = В портале
edms-way-outside = В собственной системе
edms-way-none = Не участвует
edms-way-hint-portal = Письмо попадает в журнал органа в портале
edms-way-hint-outside = Письмо отправляется подписанным сообщением в систему органа
edms-way-hint-none = Письма органу не отправляются, отправитель уведомляется
edms-format-json = JSON
edms-format-xml = XML
edms-centre-key = Открытый ключ центра
edms-centre-fingerprint = Отпечаток
edms-centre-address = Адрес приема сообщений
edms-centre-schemas = Схемы сообщений
edms-reference-version = Версия справочных данных
edms-reference-show = Посмотреть
edms-reference-title = Справочные данные
edms-reference-lead = При каждом изменении списка органов новая версия отправляется всем внешним системам.
edms-reference-none = Данные еще не сформированы
edms-reference-made = Версия { $version }, { $at }
edms-reference-bin = БИН
edms-reference-short = Краткое наименование
edms-reference-joined = Участвует
edms-deliveries-title = Доставка сообщений
edms-deliveries-lead = Сообщения внешним системам. Без ответа отправка повторяется с растущими промежутками; недоставленное можно отправить вручную.
edms-deliveries-empty = Сообщений нет
edms-deliveries-empty-text = Таких сообщений нет.
edms-deliveries-undelivered = Недоставленные
edms-delivery-waiting = Ждет
edms-delivery-sent = Подтверждено
edms-delivery-failed = Не доставлено
edms-delivery-what = Сообщение
edms-delivery-attempts = Попытки
edms-delivery-created = Создано
edms-delivery-error = Последняя ошибка
edms-delivery-next = Следующая попытка
edms-message-letter = Письмо
edms-message-registered = Подтверждение регистрации
edms-message-declined = Отказ в регистрации
edms-message-reference = Справочные данные
edms-resent = Сообщение поставлено на повторную отправку.

# Fields
edms-field-long = Не более { $limit } знаков, без управляющих
edms-field-future = Дата не должна быть в будущем
edms-field-url = Укажите адрес, начинающийся с http:// или https://
edms-field-url-plain = Адрес на другой машине должен начинаться с https://: по http:// письма можно прочитать в пути
edms-field-key = Укажите открытый ключ Ed25519 в виде PEM или base64
edms-field-id = Укажите UUID

# Refusals
edms-refusal-requisite-missing = Не заполнены обязательные реквизиты письма: { $fields }. Заполните их и отправьте снова.
edms-refusal-link-missing = В тексте письма нет ссылки на портал. Добавьте ссылку и отправьте снова.
edms-refusal-reason-missing = Не указана причина отказа. Укажите причину и отправьте снова.
edms-refusal-attachment = Сообщение содержит файл. Проект остается в портале: уберите файл и оставьте ссылку.
edms-refusal-already-registered = Письмо уже зарегистрировано под номером { $number }.
edms-refusal-already-declined = В регистрации письма уже отказано.
edms-refusal-already-delivered = Письмо доставлено, повторная отправка не нужна.
edms-refusal-not-arrived = Письмо еще не доставлено получателю.
edms-refusal-malformed = Сообщение не соответствует схеме: { $detail }
edms-refusal-message-reused = С этим идентификатором уже приходило сообщение другого содержания.
edms-refusal-letter-known = Письмо с этим идентификатором уже есть и отличается.
edms-refusal-wrong-parties = Отправитель и получатель указаны неверно.
edms-refusal-unknown-receiver = Такого органа-получателя нет.
edms-refusal-hosted = Это письмо обрабатывается в карточке проекта. Откройте проект по ссылке.

# Notices
edms-notice-letter = Поступило письмо от органа { $body }: «{ $title }», № { $number }. Зарегистрируйте письмо.
    .subject = Входящее письмо № { $number }
edms-notice-not-delivered = Письмо органу { $body } не доставлено: «{ $title }», № { $number }. Причина указана в карточке письма.
    .subject = Письмо не доставлено: № { $number }
