### Notifications and their delivery by e-mail (385-11).

notifications-title = Notifications
notifications-lead = Events that wait for an action of yours or concern you. They are also sent to your e-mail address.
notifications-list = Your notifications: unread ones first, then the newest
notifications-new = New
notifications-needs-action = Needs action
notifications-open = Open
notifications-mark-read = Mark as read
notifications-mark-all = Mark all as read
notifications-marked-all = All notifications are marked as read.
notifications-read-at = Read { $date }
notifications-empty-title = No notifications
notifications-empty = When something happens that concerns you, it appears here.

notifications-mail-subject = New notification in the portal
notifications-mail-greeting = Dear { $name },
notifications-mail-open-action = To do what is needed, open in the portal:
notifications-mail-open = Open in the portal:
notifications-mail-sender = Intranet portal of state bodies
notifications-mail-automatic = This message was sent automatically, please do not reply.

notifications-deliveries-nav = Delivery of notifications
notifications-deliveries-nav-lead = E-mails sent and not delivered
notifications-deliveries-title = Delivery of notifications
notifications-deliveries-lead = E-mails about notifications and where they stand. Their recipients see the notifications themselves in the portal.
notifications-deliveries-caption = E-mails, newest first
notifications-deliveries-tabs = E-mails by state
notifications-deliveries-undelivered = All undelivered
notifications-deliveries-unconfigured = No mail server is configured: e-mails wait in the queue. Name the server in section [smtp] of orda.toml; the e-mails then go out by themselves.
notifications-deliveries-empty-title = The list is empty
notifications-deliveries-empty = No e-mail is in this state.
notifications-delivery-recipient = Recipient
notifications-delivery-notice = Notification
notifications-delivery-state = State
notifications-delivery-attempts = Attempts
notifications-delivery-next = Next attempt
notifications-delivery-error = Error
notifications-delivery-created = Created
notifications-delivery-sent = Sent
notifications-delivery-actions = Actions
notifications-delivery-resend = Send again
notifications-delivery-resent = The e-mail was put at the head of the queue.
notifications-delivery-unknown = Unknown person

notifications-state-waiting = Queued
notifications-state-sent = Sent
notifications-state-failed = Not delivered
notifications-state-no_address = No address

## The letter of the morning
notifications-digest = { $count ->
    [one] { $count } matter waits for you, past the term: { $overdue }.
   *[other] { $count } matters wait for you, past the term: { $overdue }.
}

    { $lines }
    .subject = { $count ->
        [one] { $count } matter waits for you
       *[other] { $count } matters wait for you
    }
notifications-digest-line = { $number }. { $title }. { $what }. Until { $due }
notifications-digest-line-overdue = { $number }. { $title }. { $what }. PAST THE TERM: { $due }
notifications-digest-line-plain = { $number }. { $title }. { $what }
notifications-digest-more = And { $n } more.
notifications-digest-title = Letter of the morning
notifications-digest-lead = On working days you get one e-mail about what waits for you. When nothing waits, no e-mail comes.
notifications-digest-wanted = Do you want the letter of the morning?
notifications-digest-on = Yes, on working days
notifications-digest-off = No
notifications-digest-time = Time
notifications-digest-time-hint = Astana time, for example 08:30
notifications-digest-time-wrong = Type the time as hours:minutes, for example 08:30.
notifications-digest-language = Language of the e-mail
notifications-digest-own-language = The language of my profile
