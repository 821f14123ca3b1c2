### Уведомления и их доставка электронной почтой (385-11).

notifications-title = Уведомления
notifications-lead = Уведомления о событиях, которые ждут Вашего действия или касаются Вас. Они приходят и на Вашу электронную почту.
notifications-list = Ваши уведомления: сначала непрочитанные, затем самые новые
notifications-new = Новое
notifications-needs-action = Нужно действие
notifications-open = Открыть
notifications-mark-read = Отметить как прочитанное
notifications-mark-all = Отметить все как прочитанные
notifications-marked-all = Все уведомления отмечены как прочитанные.
notifications-read-at = Прочитано { $date }
notifications-empty-title = Уведомлений нет
notifications-empty = Когда произойдет что-то, что касается Вас, это появится здесь.

notifications-mail-subject = Новое уведомление на портале
notifications-mail-greeting = { $name }, здравствуйте!
notifications-mail-open-action = Чтобы выполнить необходимое действие, откройте на портале:
notifications-mail-open = Открыть на портале:
notifications-mail-sender = Интранет-портал государственных органов
notifications-mail-automatic = Письмо отправлено автоматически, не отвечайте на него.

notifications-deliveries-nav = Доставка уведомлений
notifications-deliveries-nav-lead = Отправленные и недоставленные электронные письма
notifications-deliveries-title = Доставка уведомлений
notifications-deliveries-lead = Электронные письма об уведомлениях и их статус. Сами уведомления получатели видят на портале.
notifications-deliveries-caption = Электронные письма, сначала новые
notifications-deliveries-tabs = Письма по статусу
notifications-deliveries-undelivered = Все недоставленные
notifications-deliveries-unconfigured = Почтовый сервер не настроен: письма ждут в очереди. Укажите сервер в разделе [smtp] файла orda.toml; после этого письма уйдут сами.
notifications-deliveries-empty-title = Список пуст
notifications-deliveries-empty = Писем с таким статусом нет.
notifications-delivery-recipient = Получатель
notifications-delivery-notice = Уведомление
notifications-delivery-state = Статус
notifications-delivery-attempts = Попыток
notifications-delivery-next = Следующая попытка
notifications-delivery-error = Ошибка
notifications-delivery-created = Создано
notifications-delivery-sent = Отправлено
notifications-delivery-actions = Действия
notifications-delivery-resend = Отправить снова
notifications-delivery-resent = Письмо поставлено в начало очереди.
notifications-delivery-unknown = Неизвестный человек

notifications-state-waiting = В очереди
notifications-state-sent = Отправлено
notifications-state-failed = Не доставлено
notifications-state-no_address = Нет адреса

## Утреннее письмо
notifications-digest = { $count ->
    [one] Вас ждет { $count } дело, просрочено: { $overdue }.
    [few] Вас ждут { $count } дела, просрочено: { $overdue }.
   *[other] Вас ждет { $count } дел, просрочено: { $overdue }.
}

    { $lines }
    .subject = { $count ->
        [one] Вас ждет { $count } дело
        [few] Вас ждут { $count } дела
       *[other] Вас ждет { $count } дел
    }
notifications-digest-line = { $number }. { $title }. { $what }. Срок: { $due }
notifications-digest-line-overdue = { $number }. { $title }. { $what }. СРОК ИСТЕК: { $due }
notifications-digest-line-plain = { $number }. { $title }. { $what }
notifications-digest-more = И еще дел: { $n }.
notifications-digest-title = Утреннее письмо
notifications-digest-lead = В рабочие дни Вы получаете одно письмо о том, что Вас ждет. Если не ждет ничего, письма нет.
notifications-digest-wanted = Нужно ли утреннее письмо?
notifications-digest-on = Да, присылать в рабочие дни
notifications-digest-off = Нет
notifications-digest-time = Время отправки
notifications-digest-time-hint = По времени Астаны, например: 08:30
notifications-digest-time-wrong = Введите время в виде часы:минуты, например 08:30.
notifications-digest-language = Язык письма
notifications-digest-own-language = Язык моего профиля
