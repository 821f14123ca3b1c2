### Words that all parts of the portal share. The same order and content as kk.ftl.

## Around a page
web-portal-name = Orda
web-portal-tagline = Intranet portal of state bodies
web-skip = Skip to main content
web-search = Search
web-by-number = Find by IIN
web-iin = Individual identification number (IIN)
web-search-label = Search the portal
web-search-placeholder = Draft, body, person
web-language = Language
web-services = Services of the portal
web-menu = Menu
web-footer = Reference links
web-acting-for = acting for { $name }
web-profile = My account
web-sign-in = Sign in
web-sign-out = Sign out
web-unread = { $count ->
    [0] No new notifications
   *[other] Notifications: { $count } unread
 }
web-verification = Verify a signature
web-result-check = Check the result of a service
web-astana-time = Times are in Astana time
web-to-first-page = Go to the home page
web-request-number = Number of the request:
web-breadcrumbs = Breadcrumbs
web-rule = Basis:

## Date and time
web-month-1 = January
web-month-2 = February
web-month-3 = March
web-month-4 = April
web-month-5 = May
web-month-6 = June
web-month-7 = July
web-month-8 = August
web-month-9 = September
web-month-10 = October
web-month-11 = November
web-month-12 = December
web-date = { $day } { $month } { $year }
web-datetime = { $day } { $month } { $year }, { $time }
web-day-month = { $day } { $month }
web-day = Day
web-month = Month
web-year = Year

## Size
web-size-b = { $n } bytes
web-size-kb = { $n } KB
web-size-mb = { $n } MB

## Common verbs and words
web-save = Save
web-cancel = Cancel
web-add = Add
web-view = View
web-select = Select
web-change = Change
web-delete = Delete
web-remove = Remove
web-send = Send
web-sign = Sign
web-confirm = Confirm
web-close = Close
web-back = Back
web-next = Next
web-previous = Previous
web-continue = Continue
web-download = Download
web-upload = Upload
web-print = Print
web-export-xlsx = Export as XLSX
web-export-csv = Export as CSV
web-filter = Filter
web-sort = Sort
web-yes = Yes
web-no = No
web-all = All
web-optional = (optional)
web-title = Title
web-actions = Actions
web-history = History
web-settings = Settings
web-show = Show
web-hide = Hide
web-saved = Your changes have been saved.
web-deleted = Deleted.
web-important = Important
web-success = Done
web-attention = Attention
web-error-prefix = Error:
web-error-summary = There is a problem
web-empty-title = The list is empty
web-nothing-found = Nothing found
web-nothing-found-hint = Try other words or clear the filter.

## Pages of lists
web-rows-found = { $count ->
    [0] Nothing found
    [one] { $count } record found
   *[other] { $count } records found
 }
web-rows-found-at-least = At least { $count } records found
web-pages = Pages of the list
web-page-number = Page { $n }
web-previous-page = Previous
web-next-page = Next
web-rows-a-page = Records a page
web-apply-filter = Apply filter
web-clear-filter = Clear filter
web-filters-in-force = Filters in force
web-remove-filter = Remove the filter:

## Fields
web-characters-at-most = { $count ->
    [one] At most { $count } character
   *[other] At most { $count } characters
 }
web-characters-left-one = %{"{"}count{"}"} character left
web-characters-left-few = %{"{"}count{"}"} characters left
web-characters-left-many = %{"{"}count{"}"} characters left
web-characters-none-left = No characters left
web-characters-over-one = %{"{"}count{"}"} character too many
web-characters-over-few = %{"{"}count{"}"} characters too many
web-characters-over-many = %{"{"}count{"}"} characters too many
web-show-password = Show password
web-hide-password = Hide password
web-password-shown = Your password is visible
web-password-hidden = Your password is hidden
web-choose-file = Choose file
web-or-drop = or drop a file here
web-no-file-chosen = No file chosen
web-files-chosen-one = %{"{"}count{"}"} file chosen
web-files-chosen-few = %{"{"}count{"}"} files chosen
web-files-chosen-many = %{"{"}count{"}"} files chosen
web-entered-drop-zone = Over the drop zone
web-left-drop-zone = Left the drop zone

## Errors: what happened and what to do next
error-not-found = Check the address or use the search. The page may have been deleted, or you may not have the right to see it.
    .title = Page not found
error-unauthenticated = Sign in to the portal to continue.
    .title = You need to sign in
error-forbidden = You do not have the right to do this. If you need it, ask the administrator of your state body.
    .title = No access right
error-refused = This cannot be done now. Look at the present state on the page.
    .title = Not done
error-invalid = Some of what was entered is wrong. Correct the fields named and send again.
    .title = Not accepted
error-too-large = What was sent is larger than allowed. Make it smaller or send it in parts.
    .title = Too large
error-conflict = Somebody else changed this record while you were looking at it. Reload the page, look at the changes and try again.
    .title = The record has changed
error-too-many = { $seconds ->
    [one] Too many attempts. Try again in { $seconds } second.
   *[other] Too many attempts. Try again in { $seconds } seconds.
 }
    .title = Please wait a little
error-unavailable = The portal could not answer for the moment. Try again in a few minutes. If you were changing something, look first whether it was done: the answer to that did not come.
    .title = The service is unavailable for the moment
error-internal = Something broke in the portal and this was not done. Try again; if it happens again, tell the support the number of the request.
    .title = An error in the portal
error-forged = The request did not come from a page of the portal, so it was not carried out. Open the portal in a new tab and repeat it there.
    .title = Request not accepted
error-outside-network = The portal can be reached from permitted networks only. Connect to the official network and try again.
    .title = Not from this network
error-unencrypted = The portal is used over an encrypted connection (https) only. Open the address again, beginning it with https://.
    .title = The connection is not encrypted
error-method = This address does not take such requests. Go back and use the buttons of the page.
    .title = Request not accepted
error-form-unreadable = The form could not be read. Reload the page and fill it in again.
error-query-unreadable = The filter in the address could not be read. Open the list again and choose the filter anew.
error-query-number = An individual identification number must not stand in an address, where histories and logs keep it. Go back and choose “Find by IIN”, or where it is not offered search by name; programs send the number in the body of a POST request.
error-json-unreadable = The body must be JSON, sent with Content-Type: application/json.
error-json-place = The JSON does not have the expected form: line { $line }, column { $column }.
error-required = Fill in this field
error-too-long = { $max ->
    [one] Too long: at most { $max } character
   *[other] Too long: at most { $max } characters
 }
error-date = Enter the whole date, for example 27 11 2026
error-choose = Choose one from the list

## Roles
role-head_of_body = Head of the state body
role-drafter = Drafter
role-approver = Approver
role-records_clerk = Records clerk
role-control_officer = Control officer of the Chancellery
role-chancellery_unit_officer = Chancellery unit officer
role-controller = Controller
role-administrator = Administrator
role-security_officer = Security officer

## Accounting of access: operations and outcomes
operation-read = View
operation-search = Search
operation-create = Create
operation-change = Change
operation-delete = Delete
operation-sign = Sign
operation-send = Send
operation-download = Download
operation-sign_in = Sign in
operation-sign_out = Sign out
outcome-done = Done
outcome-refused = Refused
outcome-failed = Failed

## Help
web-help = Help
web-help-lead = In the portal, draft legal acts are posted, signed and approved. Below are answers to common questions.
web-help-sign-in = Sign in with login and password or with your electronic digital signature. After several wrong passwords signing in is held back for a while; the page tells how long. If you forgot your password, ask the administrator of your state body.
    .title = How do I sign in?
web-help-signing = The signing page shows the title of the document, its version, its files and their digests. Choose the file of your key (.p12) and enter its password: the key does not leave your computer. The signature is verified at once; if something is wrong, the page names the step and what to do.
    .title = How do I sign a document?
web-help-files = All files of one version together may be up to 60 MB. Accepted are PDF, TIFF, JPEG, RTF, DOC, DOCX, XLS, XLSX, PPT, RAR, ZIP. A renamed or damaged file is not accepted, and the portal says why.
    .title = Which files are accepted?
web-help-terms = Terms are counted in working days and in Astana time. The link beside a term shows how it was counted.
    .title = How are terms counted?
web-help-language = The links “Қаз”, “Рус”, “Eng” at the head of a page change its language. Notifications and letters come in the language chosen in your account.
    .title = How do I change the language?
web-help-contact = If there is no answer here, write to the support

## Accessibility
web-accessibility = Accessibility
web-accessibility-lead = Everybody should be able to use the portal, people with limited sight, hearing or movement included.
web-accessibility-keyboard = Everything can be done with the keyboard alone; the element in focus is clearly seen.
web-accessibility-zoom = Nothing is lost when text is enlarged up to 400 per cent.
web-accessibility-reader = Pages are marked up for screen readers, and their language is given.
web-accessibility-contrast = Contrast is sufficient in the light and in the dark theme; nothing is told by colour alone.
web-accessibility-motion = Nothing blinks or moves by itself.
web-accessibility-scripts = Except for signing, every page works without scripts.
web-accessibility-limits = Files put in by users (scans in PDF, for example) may not be accessible to screen readers. The portal does not alter their original bytes.
    .title = Limits
web-accessibility-report = If a page is hard to use, write to us:
    .title = Report an obstacle
web-accessibility-standard = The portal follows WCAG 2.2, level AA. Every page is checked automatically in three languages, in the light and in the dark theme.
