### Accounting of access (365-7, 365-8).

audit-nav = Accounting of access
audit-title = Access log
audit-lead = Every access to the portal's resources, refused ones included, is written to this log automatically. Nobody can change or remove a record. Reading the log is accounted for too.
audit-caption = Access records, newest first
audit-record-of = Access record { $seq }
audit-related = Other records of this request
audit-related-none = There are no other records of this request.
audit-time = { $date }, { $time } (UTC{ $zone })
audit-newest = To the newest records
audit-older = Earlier records
audit-pages = Pages of the log
audit-shown = { $count ->
    [one] { $count } record shown
   *[other] { $count } records shown
}

audit-field-number = Number of the record
audit-field-at = Date and time
audit-field-who = Who made the access
audit-field-actor = Name of the user or information system
audit-field-iin = Individual identification number (IIN)
audit-field-address = IP address
audit-field-component = Component
audit-field-resource = Resource
audit-field-part = Requested part of the resource
audit-field-service = Page or interface called
audit-field-operation = Operation
audit-field-outcome = Outcome
audit-field-detail = Details
audit-field-session = Session
audit-field-agent = Client program
audit-field-request = Number of the request
audit-all-of-person = All records of this user
audit-all-of-address = All records from this address
audit-none = none

audit-filter-person = User or system
audit-filter-person-hint = Part of the name or the whole IIN
audit-filter-address-hint = Whole or its beginning: 10.1.
audit-filter-from = From
audit-filter-until = Until
audit-filter-time-hint = Astana time, for example 2026-11-22 or 2026-11-22T14:05
audit-filter-words = Words
audit-filter-words-hint = In the part of the resource, the details, the address of the page
audit-filter-any = All
audit-error-time = Enter the date as year-month-day, for example 2026-11-22

audit-empty-title = Nothing found
audit-empty = No record meets these conditions. Try a wider filter.
audit-export = Export
audit-export-csv = Export as CSV
audit-export-xlsx = Export as XLSX
audit-export-hint = Filtered records, the newest { $limit } at most.
audit-export-cut = Only the newest { $limit } records were exported. Narrow the filter to get the others.

audit-who-person = User
audit-who-system = Information system
audit-who-portal = The portal itself
audit-who-unknown = Unknown
audit-claimed = Claimed name: { $name }

audit-component-drafts = Approval of draft legal acts
audit-component-documents = Documents
audit-component-signatures = Electronic digital signature
audit-component-identity = Users and rights
audit-component-notifications = Notifications
audit-component-audit = Accounting of access
audit-component-portal = Portal

audit-unavailable = Your access could not be accounted for, so it was not carried out (order 365, paragraph 7). Try again in a few minutes; if the error comes back, tell the administrator.
    .title = The service is temporarily unavailable

resource-draft = Draft legal act
resource-file = File
resource-file_set = Set of files
resource-signature = Signature
resource-certificate = EDS certificate
resource-certificate_request = Certificate request
resource-person = User
resource-body = State body
resource-unit = Structural unit
resource-role = Role
resource-session = Session
resource-system = Information system
resource-accounting = Access log
resource-notification = Notification
resource-delivery = Delivery of a notification
resource-page = Page
resource-api = Interface (API)
resource-posting = Unsent draft
resource-signature_verification = Signature verification
resource-certifying_centre = Certifying centre
resource-password = Password
