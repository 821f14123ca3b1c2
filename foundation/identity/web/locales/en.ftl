### Users, state bodies, roles, signing in.

## Signing in
identity-login-title = Sign in to the portal
identity-login = Login
identity-password = Password
identity-login-eds-title = Sign in with an EDS
identity-login-eds-lead = No password is needed: you sign a challenge of the portal with your electronic digital signature.
identity-login-eds = Sign in with an EDS
identity-login-eds-explained = Sign the challenge below. It is good once and for five minutes only, and cannot be used at another portal. The private key never leaves your computer.
identity-login-eds-content = Text that is signed
identity-login-with-password = Sign in with login and password
identity-login-help = The administrator of your state body gives you an account and a one-time password. After several wrong passwords in a row signing in is blocked for a time, longer each time.
    .title = I cannot sign in
identity-logged-out = You have signed out.
identity-method-password = with a password
identity-method-eds = with an EDS
identity-method-totp = with a password and the code of a program
identity-method-passkey = with a password and a passkey
identity-method-recovery = with a password and a recovery code

## My account
identity-profile = My account
identity-iin = Individual identification number (IIN)
identity-position = Position
identity-positions = Positions
identity-positions-none = No position is given.
identity-role = Role
identity-roles = Roles
identity-no-roles = No roles are given.
identity-whole-portal = The whole portal
identity-my-certificates = My EDS certificates
identity-language = Language
identity-language-label = Language of pages and letters
identity-own-name-kk = Қазақша
identity-own-name-ru = Русский
identity-own-name-en = English
identity-email = E-mail
identity-email-label = E-mail address for notifications
identity-password-change = Change the password
identity-password-change-lead = When the password is changed, all sessions but this one end.
identity-password-current = Present password
identity-password-new = New password
identity-password-repeat = Repeat the new password
identity-password-rules = At least { $min } characters. Without your login or name, and not one of the commonest passwords. A phrase of several words is handy.
identity-password-changed = The password is changed, the other sessions have ended.
identity-sessions = Sessions
identity-sessions-lead = Devices on which you are signed in. End a session that you do not know, and change the password.
identity-session-device = Device
identity-session-address = IP address
identity-session-begun = Signed in
identity-session-seen = Last action
identity-session-present = Current login
identity-session-unknown = Unknown program
identity-session-revoke = End
identity-session-revoked = The session has ended.
identity-sessions-revoke-others = End all other sessions
identity-sessions-revoked = { $count ->
    [0] There were no other sessions.
    [one] { $count } session has ended.
   *[other] { $count } sessions have ended.
 }

## Administration
identity-nav-admin = Administration
identity-admin = Administration
identity-admin-certificates = EDS certificates
identity-admin-certificates-lead = Requests and issued certificates
identity-admin-calendar = Working calendar
identity-admin-calendar-lead = Holidays, days off and working days that are moved
identity-state = Status
identity-inactive = Not active
identity-none = not given
identity-not-chosen = Not chosen
identity-in-kazakh = in Kazakh
identity-in-russian = in Russian
identity-in-english = in English
identity-number-hint = 12 digits
identity-term = Term
identity-period = { $from } – { $until }
identity-since = since { $from }
identity-first-day = First day
identity-last-day = Last day

## State bodies
identity-bodies = State bodies
identity-bodies-count = { $count ->
    [one] { $count } state body
   *[other] { $count } state bodies
 }
identity-body = State body
identity-body-new = Add a state body
identity-body-edit = Change the data of the state body
identity-body-created = The state body is registered.
identity-body-people = Employees of this body
identity-body-deactivate = Remove from the participants
identity-body-deactivate-question = Remove “{ $name }” from the participants of the portal?
identity-body-deactivate-consequence = Roles in the body stop being in force, its employees cannot act in its name. Its drafts, signatures and history stay. The body can be added again later.
identity-body-deactivated = The body is removed from the participants of the portal.
identity-body-activate = Add to the participants again
identity-body-activated = The body is a participant of the portal again.
identity-search-body = Name or BIN
identity-also-inactive = Removed bodies too
identity-bin = Business identification number (BIN)
identity-kind = Kind of body
identity-kind-chancellery = Chancellery of the Prime Minister
identity-kind-presidential_administration = Administration of the President
identity-kind-ministry = Ministry
identity-kind-agency = Agency
identity-kind-region = Local executive body
identity-kind-other = Other body
identity-full-name = Full name
identity-short-name = Short name
identity-parent = Body above it
identity-no-parent = None
identity-no-head = Not appointed
identity-unit = Structural unit
identity-units = Structural units
identity-units-none = No units are entered.
identity-unit-new = Add a unit
identity-unit-edit = Change the unit
identity-unit-parent = Unit above it
identity-unit-closed = The unit is closed

## People
identity-people = Employees
identity-people-count = { $count ->
    [one] { $count } employee
   *[other] { $count } employees
 }
identity-person = Employee
identity-person-new = Register an employee
identity-person-edit = Change the data of the employee
identity-person-created = The employee is registered.
identity-person-deactivate = Bar from the portal
identity-person-deactivate-question = { $name }: bar from the portal?
identity-person-deactivate-consequence = All sessions of the employee end at once, and signing in is not possible any more. Signatures and history of actions stay.
identity-person-deactivated = The employee is barred from the portal.
identity-person-activate = Give back access to the portal
identity-person-activated = The employee has access to the portal again.
identity-search-person = Name, login or position
identity-also-barred = Barred employees too
identity-surname = Surname
identity-given = First name
identity-patronymic = Patronymic
identity-login-hint = Latin letters, digits, point, hyphen. Leave empty for an employee who signs in with an EDS only.
identity-registered = Registered
identity-position-first = First position
identity-position-title = Title of the position
identity-position-new = Add a position
identity-position-added = The position is added.
identity-position-end = Relieve of the position
identity-password-reset = Give a one-time password
identity-password-reset-question = { $name }: give a one-time password?
identity-password-reset-consequence = The old password is void at once, all sessions of the employee end. The one-time password is good for three days and must be changed when first used.
identity-one-time = One-time password
identity-one-time-warning = The password is shown only now and kept nowhere. Tell it to the employee in person and do not send it by e-mail.

## Roles
identity-role-rights = What each role may do
identity-role-rights-lead = Rights of each role and who gives it
identity-role-may = May
identity-role-place = Where it is held
identity-role-giver = Who gives it
identity-role-since = Given
identity-role-rules = General rules
identity-role-rule-own = Nobody changes their own roles or their own access to the portal.
identity-role-rule-above = Nobody can give a role above their own.
identity-role-rule-separation = Nobody is both administrator and security officer.
identity-role-rule-head = A state body has one head; in the head's place only a person signs to whom the duties are formally assigned.
identity-role-rule-last = The last administrator of the portal cannot lose the role.
identity-may-head_of_body = Signs drafts for the body, names representatives, approves or refuses to approve.
identity-may-drafter = Posts drafts, prepares versions, answers remarks, sends the draft for approval.
identity-may-approver = Considers drafts assigned by the head, makes remarks, prepares the decision.
identity-may-records_clerk = Registers letters that come to the body.
identity-may-control_officer = Takes in and checks drafts that come to the Chancellery.
identity-may-chancellery_unit_officer = Considers drafts in a structural unit of the Chancellery.
identity-may-controller = Views the reminders about executing instructions that are addressed to the body.
identity-may-administrator = Keeps employees, units, roles and certificates: of one body or of the whole portal. Decides nothing about drafts.
identity-may-security_officer = Reads and exports the log of accesses. Changes nothing.
identity-place-portal = Only in the whole portal
identity-place-any = In a body or in the whole portal
identity-place-chancellery = Only in the Chancellery of the Prime Minister
identity-place-body = In a state body
identity-giver-portal = Administrator of the portal
identity-giver-any = Administrator of the portal or of that body
identity-role-new = Give a role
identity-role-body-hint = Choose a state body for every role but administrator and security officer.
identity-role-granted = The role is given. It holds from the next request on.
identity-role-withdraw = Withdraw the role
identity-role-withdraw-question = { $name }: withdraw the role “{ $role }”?
identity-role-withdraw-consequence = The rights end with the next request. What was done and signed before stays.
identity-role-withdrawn = The role is withdrawn.

## Acting heads
identity-acting = Acting heads
identity-acting-none = No acting head is appointed.
identity-acting-new = Appoint an acting head
identity-acting-lead = While the head is away, only the person to whom the duties are formally assigned has the right to sign.
identity-acting-who = Acting head
identity-acting-for = In whose place
identity-acting-appointed = The acting head is appointed.
identity-acting-end = End the appointment
identity-acting-end-question = { $name }: end the duties of acting head?
identity-acting-end-consequence = From today on this person cannot sign for the head. Signatures made before stay in force.
identity-acting-ended = The appointment has ended.

## Information systems
identity-systems = Information systems
identity-systems-count = { $count ->
    [one] { $count } information system
   *[other] { $count } information systems
 }
identity-systems-lead = Systems that call the interface of the portal under their own name. They do not sign and do not administer.
identity-systems-none = No information systems are registered
identity-system = Information system
identity-system-name = Name of the information system
identity-system-new = Register an information system
identity-system-roles = Roles
identity-system-roles-hint = The system acts for the chosen body in these roles.
identity-system-until = Token good until
identity-system-days = How many days the token is good
identity-system-active = Valid
identity-system-expired = Expired
identity-system-revoked = Revoked
identity-system-renew = Issue a new token
identity-system-renew-consequence = The old token is void at once.
identity-system-revoke = Revoke the token
identity-system-revoke-question = { $name }: revoke the token?
identity-system-revoke-consequence = The system loses access to the portal at once. A new token can be issued later.
identity-system-revoked-done = The token is revoked.
identity-token = Token
identity-token-warning = The token is shown only now and kept nowhere. Put it into the settings of the system and send it to nobody.

## Errors beside fields
identity-error-number-form = The number has 12 digits
identity-error-check-digit = The last digit of the number does not fit: compare it with the document
identity-error-iin-content = The date of birth or the century in the number does not exist: compare it with the document
identity-error-bin-content = The month of registration or the kind of entity in the number does not exist: compare it with the document
identity-error-taken-iin = Another employee is registered with this IIN
identity-error-taken-bin = Another body is registered with this BIN
identity-error-taken-login = This login is taken, choose another
identity-error-taken-name = Another system is registered with this name
identity-error-login-form = A login has 3 to 64 characters: small Latin letters, digits, point, hyphen
identity-error-email = Enter the whole address, for example d.akhmetov@example.kz
identity-error-parent = This cannot be chosen: it would be below itself, or is not a participant
identity-error-period = The last day must not be before the first
identity-error-days = Enter a number from 1 to { $max }
identity-error-password-short = The password is too short: at least { $min } characters are needed
identity-error-password-long = The password is too long: at most { $max } characters
identity-error-password-own-name = The password must not hold your login or your name
identity-error-password-common = This password is easy to guess: think of another
identity-error-password-context = There is little in this password but names of the portal, the state body or the position: add other words
identity-error-password-breached = This password is in a list of passwords that leaked: think of another
identity-error-password-current = The present password is wrong, or there were too many wrong ones. Try again a little later
identity-error-password-same = The new password must differ from the present one
identity-error-password-repeat = The passwords are not the same

## Refusals
identity-refusal-credentials = The login or the password is wrong, or this account is blocked. Check what you typed, try again a little later, or turn to the administrator of your state body.
identity-refusal-challenge = The signed challenge has expired or was used before. Sign a new one.
identity-refusal-unknown-signer = The signature is good, but the person of the certificate is not registered in the portal as an employee of that body. Turn to the administrator of your state body.
identity-refusal-eds-off = Signing in with an EDS is not set up in this portal. Sign in with login and password.
identity-refusal-own-roles = You cannot change your own roles or your own access. Turn to another administrator.
identity-refusal-separation = Nobody is both administrator and security officer. Withdraw the other role first.
identity-refusal-role-scope = This role is not given here. The page “What each role may do” tells where.
identity-refusal-role-held = This person already holds this role.
identity-refusal-head-exists = The body has a head: { $name }. Withdraw that role first, or appoint an acting head.
identity-refusal-last-administrator = This is the last administrator of the portal. Appoint another one first.
identity-refusal-no-head = The body has no head. Give the role of head first.
identity-refusal-acting-overlap = On these days { $name } is acting head. Choose another period, or end the earlier appointment.
identity-refusal-acting-is-head = The head cannot stand in for him- or herself. Choose another person.
identity-refusal-inactive-person = This employee is barred from the portal. Give back access first.
identity-refusal-inactive-body = This body is removed from the participants of the portal. Add it again first.
identity-refusal-active-children = Bodies below this one are still participants of the portal. Remove them first.
identity-refusal-change-password = Choose a new password in place of the one-time password first.
identity-refusal-second-first = Your role demands a second factor. Add one first.
identity-refusal-prove-first = Type your password again or sign by EDS first.
identity-refusal-second-over = The time to confirm the login is over. Type login and password again.
identity-refusal-second-off = Second factors are not set up in this portal.
identity-refusal-passkey = The passkey could not be checked. Reload the page and try again, or add a program for codes.
identity-refusal-too-many-factors = There are too many second factors. Remove one that you do not need first.
identity-refusal-second-chancellery = The Chancellery of the Prime Minister is registered already; there is only one.

## Links of the profile
identity-profile-more = Letters and calendar
identity-profile-digest = Letter of the morning: when and in which language
identity-profile-calendar = Calendar of terms
identity-profile-accesses = Who has accessed my data

## Delegation
identity-delegation = Who acts in my place
identity-delegation-lead = Say by order who carries out the duties of the head while you are away. On those days that person can sign as head by EDS; a document shows in whose place it was signed.
identity-delegation-new = Name who acts
identity-delegation-none = Nobody is named.
identity-delegation-not-head = Only the head of a body can do it.
identity-delegation-basis = Number and date of the order, or the reason
identity-delegation-basis-hint = For example: order No. 115 of 20 November 2026, leave
identity-delegation-named = Done. You and that person have been notified.
identity-delegation-end = Take the duties back
identity-error-delegation-past = The first day cannot lie before today.
identity-error-delegation-basis = Type the number of the order or the reason.
identity-error-delegation-basis-long = At most { $limit } characters.
identity-error-delegation-person = Choose somebody else of your own body.
identity-notice-acting-named = You are to act as head: { $body }, { $from } – { $until }. In the place of { $name }. Basis: { $basis }.
    .subject = You are to act as head
identity-notice-acting-named-head = In your place acts { $name }: { $body }, { $from } – { $until }. Basis: { $basis }.
    .subject = In your place acts { $name }
identity-notice-acting-ended = You act as head no more: { $body } ({ $from } – { $until }). In the place of { $name }. Basis: { $basis }.
    .subject = You act as head no more
identity-notice-acting-ended-head = You took your duties back: { $name }, { $body } ({ $from } – { $until }). Basis: { $basis }.
    .subject = You took your duties back

## Lists as files
identity-export = Download this list

## Second factor
identity-second = Second factor
identity-second-lead = Multi-factor authentication: at login, something that only you have is asked for besides the password. Somebody who learned the password does not get in.
identity-second-required = Your role demands a second factor. Until you add one, no other page of the portal opens.
identity-second-none = No second factor has been added.
identity-second-add-program = Add a program for codes
identity-second-add-passkey = Add a passkey
identity-passkey-lead = A passkey is a key on this device or on a USB stick, opened by a fingerprint, a face or a PIN. A false site cannot use it.
identity-passkey-name-usual = This computer
identity-passkey-use = Confirm with a passkey
identity-passkey-problem = The passkey was not used. Try again or choose another way.
identity-passkey-script = A passkey needs JavaScript in the browser. You can use a program for codes instead.
identity-second-added = The second factor was added; other sessions have ended.
identity-second-count = { $count ->
    [0] none
   *[other] { $count } added
 }
identity-second-eds = Who logs in by EDS is not asked for a second factor: only you have the private key, and it is behind a password of its own, so the EDS is two factors by itself.
    .title = If you log in by EDS
identity-second-step = Confirm your login
identity-second-step-lead = The password is right. Now show your second factor: you have ten minutes.
identity-second-code = Code
identity-second-code-hint = Six digits from the program, or one of the recovery codes
identity-second-lost = Type one of the recovery codes that you printed. If you have none, log in by EDS or ask the administrator of your body to remove the second factor.
    .title = If your telephone or key is lost
identity-second-other = Log in with another login
identity-second-reset = Remove the second factor
identity-second-reset-question = { $name }: remove the second factor?
identity-second-reset-consequence = All programs for codes, passkeys and recovery codes become invalid at once, and the person's sessions end. The person is told. Make sure first that it is the person who asks.
identity-second-reset-done = The second factor was removed and the person was told.
identity-sessions-end = End all sessions
identity-sessions-end-question = { $name }: end all sessions?
identity-sessions-end-consequence = The employee has to log in anew on every device. What was typed and not saved is lost.
identity-sessions-end-all = End everybody's sessions
identity-sessions-end-all-question = End the sessions of everybody but you?
identity-sessions-end-all-consequence = Everybody has to log in anew. What was typed and not saved is lost. Do this when sessions may have got into foreign hands.
identity-sessions-ended = { $count ->
    [0] There were no sessions
    [one] One session was ended
   *[other] { $count } sessions were ended
 }
identity-error-number-unknown = No employee whom you may see is registered with this IIN
identity-email-prove = Letters about your account go to this address. To change it, confirm first that it is you.
identity-factor-totp = Program for codes
identity-factor-passkey = Passkey
identity-factor-name = Name
identity-factor-name-hint = A name that tells you which it is, for example "Office telephone"
identity-factor-name-usual = Telephone
identity-factor-kind = Kind
identity-factor-added = Added
identity-factor-used = Last used
identity-factor-rename = Rename
identity-factor-remove = Remove
identity-factor-remove-question = Remove "{ $name }"?
identity-factor-remove-consequence = You can no longer log in with it. With the last second factor the recovery codes become invalid too.
identity-factor-removed = The second factor was removed.
identity-program = Add a program for codes
identity-program-lead = Any program for a telephone or a computer that makes codes by RFC 6238 will do. It works without the internet.
identity-program-scan = Open the program and read the QR code with the camera, or type the secret by hand.
identity-program-type = Type below the six digits that the program shows.
identity-program-code = QR code for the program
identity-program-secret = Secret
identity-program-first = Code from the program
identity-program-confirm = Confirm
identity-recovery = Recovery codes
identity-recovery-left = { $count ->
    [0] No unused codes are left: take new ones.
    [one] { $count } unused code is left.
   *[other] { $count } unused codes are left.
 }
identity-recovery-warning = These codes are shown only now and are not kept in the portal. Each is good once.
identity-recovery-print = Print this page and keep it apart from the password: you log in with these codes when the telephone is lost.
identity-recovery-anew = Take new recovery codes
identity-recovery-anew-question = Make new recovery codes?
identity-recovery-anew-consequence = All earlier codes become invalid at once.
identity-proof = Confirm that it is you
identity-proof-lead = Before you change how you log in, type your password again or sign by EDS. The confirmation is good for ten minutes.
identity-proof-eds = Confirm by EDS
identity-proof-password = Confirm by password
identity-error-second-code = The code is wrong, too old or was used already. Wait for the next code of the program, which is good for 30 seconds; if none fits, set the clock of the device by the network. After several errors the wait grows.
identity-error-factor-name-long = The name has at most { $limit } characters
identity-notice-second-added = A second factor was added to your account: { $name }. If it was not you, change your password at once and tell the security officer.
    .subject = A second factor was added
identity-notice-second-removed = A second factor was removed from your account: { $name }. If it was not you, change your password at once and tell the security officer.
    .subject = A second factor was removed
identity-notice-second-reset = An administrator removed the second factors of your account ({ $name }). If you did not ask for it, tell the security officer.
    .subject = An administrator removed your second factor
identity-notice-second-recovery = You logged in with a recovery code. Codes left: { $left }. If it was not you, change your password at once and tell the security officer.
    .subject = A recovery code was used
identity-notice-password-changed = The password of your account was changed. If it was not you, tell the security officer at once.
    .subject = Your password was changed
identity-notice-password-reset = You were given a one-time password ({ $name }). The old password is void. If you did not ask for it, tell the security officer.
    .subject = You were given a one-time password
identity-notice-failed-logins = Somebody logged in to your account after failed attempts ({ $count }). If that was not you, change the password at once and tell the security officer.
    .subject = Login after failed attempts
identity-notice-address-changed = The e-mail address of your account was changed ({ $name }). If you know nothing of it, tell the security officer at once.
    .subject = Your e-mail address was changed
identity-notice-login-changed = The login of your account was changed ({ $name }). If you know nothing of it, tell the security officer at once.
    .subject = Your login was changed

## Safety settings
identity-safety = Safety settings
identity-safety-lead = To whom data and keys are open, encryption, permitted networks
identity-safety-explained = Past the portal only its service account should have access to stored documents. This page looks at the settings now; “orda admin safety” on the server shows the same.
identity-safety-what = What was checked
identity-safety-subject = File or setting
identity-safety-to-do = What to do
identity-safety-open = Open
identity-safety-advice = Advice
identity-safety-closed = Closed
identity-safety-good = In order
identity-safety-data = Folder of the data
    .do = Leave the folder to the portal's service account alone: check its owner and run chmod 700.
identity-safety-keys = Keys
    .do = Run chmod 700 on the folder and chmod 600 on the key file, and check the owner.
identity-safety-database = Database file
    .do = Run chmod 600 and check the owner.
identity-safety-settings = File of settings and passwords
    .do = Run chmod 600 and check the owner.
identity-safety-backups = Folder of the backups
    .do = { identity-safety-data.do }
identity-safety-drills = Folder of restore drills
    .do = { identity-safety-data.do }
identity-safety-archives = Folder of the accounting archives
    .do = { identity-safety-data.do }
identity-safety-tls = Encrypted connection
    .do = Begin public_url with https:// and fill in [tls], or name the TLS proxy under trusted_proxies.
identity-safety-certificate = TLS certificate
    .do = Check the end of the certificate, its files and its key, and put new ones in their place: the portal reads them by itself. The log says why a file cannot be used.
identity-safety-inside = Encrypted connections with the database, mail and other systems
    .do = Set all connections to TLS and take network.plain_inside away.
identity-safety-networks = Permitted networks
    .do = Name the networks of the state bodies under permitted_networks.
identity-safety-second = Second factor of everybody
    .do = Write required = ["all"] under [second_factor]. An EDS counts as two factors.
identity-safety-limits = Limits of requests
    .do = Switch the limits on under [limits].
identity-safety-antivirus = Virus scanner for files that are brought
    .do = Name the socket of clamd under [antivirus].
