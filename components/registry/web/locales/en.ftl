# List and card
registry-nav = Register of systems
registry-title = Register of information systems and resources
registry-lead = Information systems and electronic information resources of state bodies. Only the body that owns a record changes it.
registry-empty = The register is still empty
registry-empty-text = Records are entered by the head, the records clerk or the administrator of the owner.
registry-new = Enter a record
registry-edit = Change the record
registry-record = System or resource
registry-name = Name
registry-name-kk = Name in Kazakh
registry-name-ru = Name in Russian
registry-name-en = Name in English
registry-kind = Kind
registry-kind-system = information system
registry-kind-resource = electronic information resource
registry-owner = Owner
registry-not-chosen = Choose
registry-category = Category by access
registry-category-hint = By articles 10 and 15 of the law on informatization.
registry-category-public = publicly accessible
registry-category-restricted = of restricted access
registry-state = State
registry-state-not_in_operation = not in operation
registry-state-in_operation = in operation
registry-state-withdrawn = withdrawn
registry-filter-any = All
registry-filter-words = Search by name

# Order of access
registry-access = Order of access
registry-access-edit = Lay down the order of access
registry-access-lead = Everybody who may read the record sees the order.
registry-access-none = No order of access was laid down.
registry-access-text = Text of the order
registry-access-text-hint = Who may have access, on what ground, how it is asked for and given.
registry-access-law = Legal ground
registry-access-law-hint = The act on which the order rests: title, number, article or paragraph.
registry-access-from = Valid from

# Findings
registry-findings = Attestation, test and examination
registry-findings-lead = An information system is put into operation when the results of all three are positive. What was entered is not changed: a wrong entry is withdrawn with a reason.
registry-findings-none = Nothing was entered.
registry-finding-attestation = Attestation
registry-finding-test = Test of the software in the test laboratory
registry-finding-examination = Examination of the normative and technical documentation
registry-finding-new = Enter a result
registry-finding-lead = A result that was entered is not changed later.
registry-finding-kind = What kind of result
registry-finding-number = Number of the document
registry-finding-date = Date of the document
registry-finding-until = Last day
registry-finding-until-hint = Of an attestation only. Left empty, it has no end.
registry-finding-issuer = Issued by
registry-finding-result = Result
registry-finding-by = Entered by
registry-finding-withdraw = Withdraw
registry-finding-withdraw-consequence = This result counts no more. This can't be undone.
registry-finding-withdraw-done = The result was withdrawn.
registry-finding-withdrawn = withdrawn
registry-result-positive = positive
registry-result-negative = negative
registry-reason = Reason

# Operation
registry-operate = Put into operation
registry-operate-question = Put { $name } into operation?
registry-operate-consequence = If anything is missing, all of it is named. From that day on the update periods of data sets are counted.
registry-operate-done = The record is marked as in operation.
registry-operated = Put into operation
registry-operated-attestation = On the attestation
registry-withdraw = Withdraw
registry-withdraw-consequence = After that nothing of the record changes. This can't be undone.
registry-withdraw-done = The record was withdrawn.
registry-withdrawn = Withdrawn
registry-missing = To be put into operation it lacks:
registry-missing-attestation = There is no attestation. Have the system attested and enter the result.
registry-missing-attestation-negative = The attestation is negative. A positive one is needed.
registry-missing-attestation-ended = The attestation has ended. Enter a new one.
registry-missing-test = There is no result of a test in the test laboratory.
registry-missing-test-negative = The test is negative. A positive one is needed.
registry-missing-examination = There is no examination of the normative and technical documentation.
registry-missing-examination-negative = The examination of the documentation is negative. A positive one is needed.
registry-missing-access_order = No order of access was laid down.
registry-missing-access_order-later = The order of access is not yet valid.
registry-missing-period = The data set has no update period: { $name }. Enter the period in days.

# Data sets
registry-set = Data set
registry-sets = Data sets
registry-sets-lead = While a system or resource is in operation, the timely update of its information is watched over.
registry-sets-none = No data set was entered.
registry-set-new = Enter a data set
registry-set-edit = Change the data set
registry-set-period = Update period, days
registry-set-period-hint = Within how many days the data are to be updated. Needed to be put into operation.
registry-set-period-none = not said
registry-set-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
    }
registry-set-last = Last update
registry-set-last-by = Updated by
registry-set-never = not updated yet
registry-set-due = To be updated by
registry-set-updated = Updated
registry-set-updated-done = The update was recorded.
registry-freshness-overdue = update overdue
registry-freshness-up_to_date = up to date
registry-updates-title = Report on updates
registry-updates-lead = Data sets of systems and resources in operation: the longest overdue come first.
registry-updates-empty = No data set is watched over yet
registry-updates-empty-text = Data sets of systems and resources in operation stand here.

# History
registry-event-registered = The record was entered
registry-event-changed = The record was changed
registry-event-access_order = The order of access was laid down
registry-event-finding_added = A result was entered
registry-event-finding_withdrawn = A result was withdrawn
registry-event-data_set_added = A data set was entered
registry-event-data_set_changed = A data set was changed
registry-event-updated = A data set was updated
registry-event-operated = Put into operation
registry-event-withdrawn = Withdrawn

# Wrong fields and refusals
registry-field-category = Choose a category of the list: publicly accessible or of restricted access
registry-field-date-later = The date of the document must not be after today
registry-field-until = The last day must not be before the date of the document
registry-field-until-attestation = Only an attestation has a last day; leave the field empty
registry-field-period = Enter the period as a whole number of days from 1 to { $max }
registry-field-period-required = Enter the update period: without it the data set is not put to use
registry-refusal-state = This is not possible in the present state of the record. Open the card again and look at its state.
registry-refusal-ended = This result was withdrawn before.
