# Navigation
reminders-nav = Reminders
reminders-admin-nav = Sources of reminders
reminders-admin-nav-lead = Systems that send reminders, and their errors

# List
reminders-title = Reminders about executing instructions
reminders-lead = Instructions addressed to your body that are under control of the Chancellery and of the Administration of the President. The data come from the source by themselves and are not changed in the portal.
reminders-empty = No reminders
reminders-empty-text = No such reminders to your body were found. Try another filter.
reminders-export = Download the list
reminders-export-xlsx = Excel (XLSX)
reminders-export-csv = CSV
reminders-column-number = Outgoing number of the document
reminders-column-date = Outgoing date of the document
reminders-column-content = Short content
reminders-column-executor = Executor
reminders-column-kind = Kind of document
reminders-column-unit = Responsible unit
reminders-column-due = Term of execution
reminders-column-left = Days left
reminders-column-source = Source
reminders-column-body = State body
reminders-not-given = Not given
reminders-days-left = { $count ->
        [0] 0 days left: due today
        [one] { $count } day left
       *[other] { $count } days left
    }
reminders-days-overdue = { $count ->
        [one] Overdue by { $count } day
       *[other] Overdue by { $count } days
    }
reminders-unconfirmed = Not in the last answer
reminders-filter-words = Words
reminders-filter-words-hint = Number, content, executor, kind or unit
reminders-filter-any = Any
reminders-filter-term = Term
reminders-filter-from = Term of execution, from
reminders-filter-to = Term of execution, to
reminders-term-overdue = Overdue
reminders-term-today = Today
reminders-term-week = Within seven days
reminders-term-later = Later

# Sources
reminders-source-chancellery = Chancellery of the Prime Minister
reminders-source-presidential_administration = Administration of the President
reminders-refreshed = last brought up to date on { $at }.
reminders-never-refreshed = not yet brought up to date.
reminders-next = Next time: { $at }.
reminders-not-joined = The source is not joined.
reminders-failed-note = The last good list stays; it is tried again.

# Card
reminders-card-title = Reminder about document No. { $number }
reminders-card-taken = First taken in
reminders-card-confirmed = Last confirmed by the source
reminders-card-note = The requisites are shown as they stand in the source and are not changed in the portal.
reminders-unconfirmed-note = The last answer of the source does not hold this instruction, yet it was not marked as executed. Ask at the source.

# Log
reminders-log-title = Log of refreshes
reminders-log-lead = The list is brought up to date every day, twice a day for each source, by the time of Astana.
reminders-log-both = Both sources
reminders-log-empty = The log is empty
reminders-log-empty-text = There was no refresh yet.
reminders-log-slot = Set time
reminders-log-started = Begun
reminders-log-outcome = Outcome
reminders-log-brought = What it brought
reminders-log-attempt = Attempt { $n }
reminders-log-late = Made up later
reminders-log-taken = In the list: { $count }
reminders-log-executed = Executed and taken off: { $count }
reminders-log-rejected = Records not taken in: { $count }
reminders-log-missing = Missing in the answer: { $count }
reminders-outcome-running = Under way
reminders-outcome-done = Up to date
reminders-outcome-failed = Failed
reminders-outcome-missed = Missed
reminders-fault-unreachable = The source did not answer
reminders-fault-status = The source did not accept the request
reminders-fault-too_large = The answer is longer than allowed
reminders-fault-seal = The answer does not bear the seal of the source
reminders-fault-malformed = The answer is not as the schema says
reminders-fault-wrong_source = The answer is one of the other source
reminders-fault-stale = The answer is older than the list taken before
reminders-fault-interrupted = The portal was stopped in the midst of it
reminders-fault-portal = The portal could not keep the list

# For administrators
reminders-errors-title = Sources of reminders and errors
reminders-errors-lead = Records of the last answers that could not be taken in, and reminders that need attention. Errors are mended in the source.
reminders-joined-times = Times (Astana)
reminders-joined-address = Address
reminders-joined-key = Fingerprint of the key
reminders-schema = Schema of an answer (JSON Schema)
reminders-rejected-title = Records not taken in
reminders-rejected-empty = All records were taken in.
reminders-rejected-key = Id in the source
reminders-rejected-place = Place in the answer
reminders-rejected-why = Why
reminders-record-unreadable = The record cannot be read
reminders-record-missing = A mandatory requisite is missing
reminders-record-impossible_date = There is no such date
reminders-record-too_long = The field is too long
reminders-record-unknown_state = The state is unknown
reminders-record-unknown_body = The portal knows no such state body
reminders-record-duplicate = The answer holds this id already
reminders-marked-title = Attention
reminders-marked-empty = No reminder is marked.
reminders-marked-why = To what
reminders-mark-executor = The executor is not in the directory
reminders-mark-kind = The kind of document is not in the reference data
reminders-mark-missing = Not in the last answer; last confirmed on { $at }

# Notices
reminders-notice-unviewed = { $body }: the reminders about executing instructions have not been viewed for { $days } days or longer. Reminders: { $count }. Look at the list.
    .subject = Reminders not viewed: { $count }
