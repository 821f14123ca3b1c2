# Navigation
edms-nav = Letters
edms-admin-nav = Exchange of letters
edms-admin-nav-lead = Participants, reference data and delivery of messages

# Register
edms-list-title = Official letters
edms-list-empty = No letters
edms-list-empty-text = The register holds no such letters. Try another filter.
edms-list-export = Download the list
edms-list-export-xlsx = Excel (XLSX)
edms-list-export-csv = CSV
edms-register-in = Incoming
edms-register-out = Outgoing
edms-column-title = Title
edms-column-kind = Kind
edms-column-outgoing = Outgoing number
edms-column-incoming = Incoming number
edms-column-sender = Sender
edms-column-receiver = Receiver
edms-column-state = State
edms-none = None
edms-yes = Yes
edms-no = No
edms-not-chosen = Not chosen
edms-filter-words = Words
edms-filter-words-hint = Number, title or signer
edms-filter-other = The other side
edms-filter-any = Any
edms-filter-from = Outgoing date from
edms-filter-to = Outgoing date to

# Kinds
edms-kind-cover = Cover letter
edms-kind-refusal = Letter of refusal
edms-kind-chancellery = Cover letter to the Chancellery
edms-kind-not_accepted = Message “not accepted”
edms-kind-official = Official letter

# States
edms-state-waiting = Being delivered
edms-state-delivered = Delivered, not registered
edms-state-not_delivered = Not delivered
edms-state-registered = Registered
edms-state-declined = Registration refused
edms-state-rejected = Not accepted

# Faults
edms-fault-not_joined = The body does not take part in the exchange
edms-fault-no_clerk = Nobody in the body registers letters
edms-fault-unreachable = The receiver's system did not answer
edms-fault-refused = The receiver's system refused the message
edms-fault-declined = The receiver's records service refused to register it
edms-fault-not_accepted = The Chancellery answered “not accepted”

# Way
edms-event-taken = The centre took the letter
edms-event-delivered = The letter came to the receiver
edms-event-not_delivered = The letter was not delivered
edms-event-again = The letter was sent again
edms-event-registered = The receiver registered the letter
edms-event-declined = The receiver refused to register it
edms-event-answered = The letter was answered
edms-event-rejected = The letter was not accepted

# Card
edms-card-outgoing-date = Outgoing date
edms-card-incoming-date = Incoming date
edms-card-signer = Signed by
edms-card-signature = Electronic digital signature
edms-card-link = Link in the portal
edms-card-text = Text of the letter
edms-card-answers-to = Answers the letter
edms-card-answers = Letters that answer it
edms-card-answer = The letter that answers
edms-card-way = The way of the letter
edms-card-waits = The receiver's system does not answer. Attempts: { $attempts }. Next attempt: { $next }. The letter is not lost.
edms-register = Register
edms-register-title = Register the letter
edms-register-hint = The next number of the body is offered; you may write another
edms-register-done = The letter is registered. Its number stands below.
edms-decline = Refuse to register
edms-decline-title = Refuse to register the letter
edms-decline-reason = Reason
edms-decline-done = Registration was refused, and the sender is told.
edms-again = Send again
edms-again-done = The letter was sent again.

# Write
edms-write = Send a letter
edms-write-title = Official letter
edms-write-lead = No files go with a letter: the document stays in the portal, and the letter holds the link.
edms-write-number-hint = Left empty, the next number of the body is given
edms-write-title-kk = Title (in Kazakh)
edms-write-title-ru = Title (in Russian)
edms-write-link-hint = An address in the portal; it must also stand in the text
edms-write-submit = Send
edms-write-done = The letter was sent. Its number stands below.

# Requisites
edms-requisite-number = outgoing number
edms-requisite-title = title
edms-requisite-text = text
edms-requisite-signer = signer

# Administration
edms-participants-title = Participants of the exchange
edms-participants-lead = State bodies get letters in the portal or in an electronic document management system of their own. A body nobody has decided about takes part in the portal.
edms-participant-body = State body
edms-participant-way = How letters come
edms-participant-system = System outside
edms-participant-system-lead = Only for a body with a system of its own.
edms-participant-change = Change
edms-participant-title = Part in the exchange
edms-participant-url = Address of the system
edms-participant-url-hint = For example: https://edms.example.kz/edms/v1/messages
edms-participant-format = Form of messages
edms-participant-key = Public key of the system
edms-participant-key-hint = Ed25519, PEM or base64. Compare the fingerprint by telephone.
edms-participant-deliveries = Deliveries
edms-participant-pause = Hold back for the time being
edms-participant-pause-hint = Letters wait, and nothing from it is taken
edms-participant-paused = Held back
edms-way-portal = In the portal
edms-way-outside = In a system of its own
edms-way-none = Does not take part
edms-way-hint-portal = Letters come into the body's register in the portal
edms-way-hint-outside = Letters go as signed messages to the body's system
edms-way-hint-none = Nothing is sent to the body, and the sender is told
edms-format-json = JSON
edms-format-xml = XML
edms-centre-key = Public key of the centre
edms-centre-fingerprint = Fingerprint
edms-centre-address = Address that takes messages
edms-centre-schemas = Schemas of messages
edms-reference-version = Version of the reference data
edms-reference-show = Show
edms-reference-title = Reference data
edms-reference-lead = Whenever the list of bodies changes, the new version goes to every system outside.
edms-reference-none = There are none yet
edms-reference-made = Version { $version }, { $at }
edms-reference-bin = BIN
edms-reference-short = Short name
edms-reference-joined = Takes part
edms-deliveries-title = Deliveries of messages
edms-deliveries-lead = Messages to systems outside. Without an answer they are repeated with growing delays; what was given up can be sent again by hand.
edms-deliveries-empty = No messages
edms-deliveries-empty-text = There are no such messages.
edms-deliveries-undelivered = Not arrived
edms-delivery-waiting = Waiting
edms-delivery-sent = Acknowledged
edms-delivery-failed = Given up
edms-delivery-what = Message
edms-delivery-attempts = Attempts
edms-delivery-created = Made
edms-delivery-error = Last error
edms-delivery-next = Next attempt
edms-message-letter = Letter
edms-message-registered = Registration
edms-message-declined = Refusal to register
edms-message-reference = Reference data
edms-resent = The message is being sent again.

# Fields
edms-field-long = At most { $limit } characters, without control characters
edms-field-future = The date must not be in the future
edms-field-url = Give an address that begins with http:// or https://
edms-field-url-plain = An address on another machine must begin with https://: over http:// letters can be read on the way
edms-field-key = Give an Ed25519 public key in PEM or base64
edms-field-id = Give a UUID

# Refusals
edms-refusal-requisite-missing = Mandatory requisites of the letter are empty: { $fields }. Fill them in and send again.
edms-refusal-link-missing = The text of the letter does not hold the link into the portal. Add it and send again.
edms-refusal-reason-missing = No reason is given. State the reason and send again.
edms-refusal-attachment = The message carries a file. The draft stays in the portal: take the file out and leave the link.
edms-refusal-already-registered = The letter is registered already, under { $number }.
edms-refusal-already-declined = Registration of the letter was refused already.
edms-refusal-already-delivered = The letter has arrived; there is nothing to send again.
edms-refusal-not-arrived = The letter has not come to the receiver yet.
edms-refusal-malformed = The message does not fit the schema: { $detail }
edms-refusal-message-reused = A message with this id came before with other content.
edms-refusal-letter-known = Another letter with this id is known.
edms-refusal-wrong-parties = Sender and receiver are not given rightly.
edms-refusal-unknown-receiver = There is no such receiving body.
edms-refusal-hosted = This letter is handled on the card of the draft. Open the draft by the link.

# Notices
edms-notice-letter = A letter came from { $body }: “{ $title }”, No. { $number }. Register it.
    .subject = Incoming letter No. { $number }
edms-notice-not-delivered = The letter to { $body } was not delivered: “{ $title }”, No. { $number }. The card of the letter says why.
    .subject = Letter not delivered: No. { $number }
