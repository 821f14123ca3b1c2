### Texts of the pages on approval of draft legal acts.

## Common words
drafts-nav = Draft acts
drafts-nav-work = My work
drafts-word-title = Title
drafts-word-number = Number
drafts-word-version = Version
drafts-word-state = State
drafts-word-kind = Kind of act
drafts-word-body = State body
drafts-word-drafting-body = Drafting body
drafts-word-approving-bodies = Approving bodies
drafts-word-approving-body = Approving body
drafts-word-term = Term
drafts-word-progress = Progress
drafts-word-created = Posted
drafts-word-files = Files
drafts-word-person = Employee
drafts-word-decision = Decision
drafts-word-holder = Who has it
drafts-word-text = Text
drafts-word-action = Action
drafts-word-none = none
drafts-lang-kk = Kazakh
drafts-lang-ru = Russian
drafts-version = Version { $n }
drafts-progress = { $done ->
    [0] none
   *[other] { $done }
} of { $total } { $total ->
    [one] body
   *[other] bodies
}
drafts-progress-sentence = { $done ->
    [0] So far { $progress } have approved.
    [one] { $progress } has approved.
   *[other] { $progress } have approved.
}
drafts-progress-refused = { $n ->
    [0] No body has refused.
    [one] { $n } body has refused.
   *[other] { $n } bodies have refused.
}

## Terms
drafts-left-days = { $days ->
    [0] today is the last day
    [one] { $days } working day left
   *[other] { $days } working days left
}
drafts-left-over = { $days ->
    [0] passed today
    [one] { $days } working day overdue
   *[other] { $days } working days overdue
}
drafts-term-full = { $date }, { $left }
drafts-term-none = no term set
drafts-term-how = How it was counted
drafts-term-how-text = The term is counted from the day after { $from } and has { $days } working days. The last day is { $until }.
drafts-term-how-weekends = Weekend days left out: { $n }.
drafts-term-how-holiday = { $date }: { $name } (public holiday)
drafts-term-how-worked = { $date }: a weekend day made a working day
drafts-term-how-changed = The calendar was changed later: the last day set with the term, { $date }, stays.

## States
drafts-state-prepared = Prepared
drafts-state-signed_by_drafter = Signed by drafter
drafts-state-on_approval = On approval
drafts-state-remarks_received = Remarks received
drafts-state-approved_by_all = Approved by all
drafts-state-at_chancellery = At the Chancellery
drafts-state-superseded = Superseded
drafts-body-state-letter_sent = Letter sent
drafts-body-state-not_delivered = Not delivered
drafts-body-state-registered = Registered
drafts-body-state-with_head = With the head
drafts-body-state-representative_named = Representative named
drafts-body-state-under_review = Under consideration
drafts-body-state-approved = Approved
drafts-body-state-refused = Refused
drafts-body-state-no_answer = No answer
drafts-body-state-not_sent = Letter not sent yet
drafts-protocol-state-prepared = Prepared
drafts-protocol-state-signed_by_one = Signed by one side
drafts-protocol-state-signed_by_both = Signed by both sides
drafts-protocol-state-waiting = Awaiting the other side
drafts-remark-state-open = Waits for an answer
drafts-remark-state-answered = Answered
drafts-remark-state-closed = Closed
drafts-remark-state-withdrawn = Withdrawn

## Kinds of act
drafts-kind-law = Law of the Republic of Kazakhstan
drafts-kind-presidential_decree = Decree of the President
drafts-kind-government_resolution = Resolution of the Government
drafts-kind-prime_minister_order = Order of the Prime Minister
drafts-kind-minister_order = Order of a minister or of the head of an agency
drafts-kind-joint_order = Joint order
drafts-kind-regional_resolution = Resolution of a local executive body
drafts-kind-other = Other normative legal act

## Kinds of body
drafts-body-kind-chancellery = Chancellery of the Prime Minister
drafts-body-kind-presidential_administration = Administration of the President
drafts-body-kind-ministry = Ministries
drafts-body-kind-agency = Agencies
drafts-body-kind-region = Regions
drafts-body-kind-other = Other bodies

## My work
drafts-work-title = My work
drafts-work-sentence = { $waiting ->
    [0] Nothing waits for you.
    [one] { $waiting } matter waits for you, { $overdue ->
        [0] and it is not overdue.
       *[other] and it is overdue.
    }
   *[other] { $waiting } matters wait for you, { $overdue ->
        [0] none of them overdue.
       *[other] { $overdue } of them overdue.
    }
}
drafts-work-empty = All done for now.
drafts-work-empty-text = When something new comes for you it appears here, and you get an e-mail. All drafts are in the list.
drafts-work-empty-link = Go to the list of drafts
drafts-work-group-overdue = Overdue
drafts-work-group-today = Today
drafts-work-group-week = This week
drafts-work-group-later = Later
drafts-work-why = What to do
drafts-work-until = Until when
drafts-work-awaited = What I wait for
drafts-work-new = New since your last visit
drafts-work-new-tag = New
drafts-work-others = What I wait for from others
drafts-work-others-none = You are not waiting for anybody at present.
drafts-work-others-caption = Bodies whose answer is awaited
drafts-work-slow = Slow
drafts-work-more = There are more: the nearest terms come first.

## The list of drafts
drafts-list-title = Draft acts
drafts-list-empty = Nothing found
drafts-list-empty-text = Take away some conditions of the filter or look for other words.
drafts-list-empty-all = There is no draft you may see yet
drafts-list-empty-all-text = A draft appears here when your body posts one, or when one comes to your body for approval.
drafts-list-new = Post a draft
drafts-list-postings = Unfinished drafts: { $n }
drafts-list-filter-words = Words to look for
drafts-list-filter-words-hint = Number of the draft or words of its title
drafts-list-filter-role = My role
drafts-list-filter-any = Any
drafts-list-filter-from = Changed from
drafts-list-filter-to = Changed to
drafts-list-sort = Sort: { $column }
drafts-list-columns = Columns
drafts-list-columns-apply = Show columns
drafts-list-export = Export
drafts-list-export-xlsx = Download XLSX
drafts-list-export-csv = Download CSV
drafts-column-number = Number
drafts-column-title = Title
drafts-column-state = State
drafts-column-body = Drafting body
drafts-column-progress = Progress
drafts-column-term = Nearest term
drafts-column-changed = Changed
drafts-column-version = Version
drafts-column-kind = Kind of act

## Posting a draft
drafts-posting-title-new = Post a draft
drafts-posting-title-change = Change a draft
drafts-posting-title-version = Post a new version
drafts-posting-steps = Steps
drafts-posting-step-of = Step { $n } of { $total }
drafts-posting-step-title = Title and kind
drafts-posting-step-text = Texts
drafts-posting-step-files = Files
drafts-posting-step-bodies = Approving bodies
drafts-posting-step-term = Term
drafts-posting-step-check = Check your answers
drafts-posting-body = For which body do you post the draft?
drafts-posting-title-question = What is the draft called, and what is it to become?
drafts-posting-title-kk = Title in Kazakh
drafts-posting-title-ru = Title in Russian
drafts-posting-title-en = Title in English (optional)
drafts-posting-title-hint = The full title, as in the act itself
drafts-posting-kind = Kind of act
drafts-posting-text-question = Text of the draft
drafts-posting-text-hint = Begin every paragraph on a new line: remarks and comparison of versions go by paragraphs. Without a text, the files are enough.
drafts-posting-text-kk = Text in Kazakh
drafts-posting-text-ru = Text in Russian
drafts-posting-files-question = Files of the draft
drafts-posting-next = Continue
drafts-posting-later = Return later
drafts-posting-bodies-question = Which state bodies are to approve the draft?
drafts-posting-bodies-hint = Exactly these bodies get the letter and the draft. After sending, the list changes only with a new version.
drafts-posting-bodies-search = Look for a body
drafts-posting-bodies-search-hint = Type part of its name; ticked bodies are kept
drafts-posting-bodies-find = Search
drafts-posting-bodies-found = Bodies found: { $n }
drafts-posting-bodies-chosen = Chosen: { $n }
drafts-posting-bodies-last = Tick the list of last time
drafts-posting-bodies-last-hint = Bodies of the draft you posted last: { $n }
drafts-posting-bodies-group = Tick the whole group “{ $name }”
drafts-posting-term-question = How many working days are given for the approval?
drafts-posting-term = Number of working days
drafts-posting-term-hint = The term is counted from the day after the letter is sent; at most { $longest } days
drafts-posting-secrets = I confirm that the draft holds no information that is a state secret
drafts-posting-secrets-hint = State secrets are neither kept nor passed on in the portal (order 385, paragraph 3)
drafts-posting-check-question = Check your answers before posting
drafts-posting-check-missing = Still missing for posting
drafts-posting-change = Change
drafts-posting-post-new = Post the draft
drafts-posting-post-change = Save the changes
drafts-posting-post-version = Post the new version
drafts-posting-after-new = After posting, the head signs the draft with an EDS; then it can be sent for approval.
drafts-posting-after-change = If the content changes, the head's signature is voided and must be given anew.
drafts-posting-after-version = The new version starts as “Prepared”: neither the signature nor any decision is carried over.
drafts-posting-break = I understand that the approval of the current version is broken off
drafts-posting-break-hint = No body has made a remark or refused. Posting a new version breaks off the running approval, and approvals given so far do not count.
drafts-posting-overtaken = Since you began this form, { $name } has changed the version ({ $at }). Your form will replace that change.
drafts-posting-overtaken-see = See the version as it is now
drafts-posting-overtaken-yes = I have seen the changes and taken them into my form
drafts-posting-overtaken-hint = Without this the form is not posted; what you filled in is kept.
drafts-posting-save = Save and continue
drafts-posting-save-return = Save and return later
drafts-posting-back = Back
drafts-posting-saved = What you typed is saved. You can return to it from “Unfinished drafts”.
drafts-posting-deleted = The unfinished draft was deleted.
drafts-posted-new = The draft was posted. The head must sign it now.
drafts-posted-change = The changes were saved.
drafts-posted-version = The new version was posted. The head must sign it now.
drafts-posting-secrets-legend = State secrets
drafts-postings-saved-at = Saved
drafts-posting-length = Paragraphs in Kazakh: { $kk }, in Russian: { $ru }
drafts-postings-title = Unfinished drafts
drafts-postings-caption = Drafts you have begun and not posted yet
drafts-postings-what = What is being posted
drafts-postings-empty = No unfinished drafts
drafts-postings-empty-text = A draft you begin to post is kept here until you finish it.
drafts-postings-start = Begin a new draft
drafts-postings-delete = Delete
drafts-postings-delete-of = Delete: { $title }
drafts-postings-untitled = No title yet
drafts-postings-delete-title = Delete an unfinished draft
drafts-postings-delete-text = “{ $title }” will be deleted together with its files. It cannot be brought back.
drafts-postings-delete-confirm = Yes, delete

## The card of a draft
drafts-card-now = What to do now
drafts-card-now-none = Nothing is asked of you at present.
drafts-card-older = You are looking at an older version (version { $n }). The current one is version { $current }.
drafts-card-older-link = Go to the current version
drafts-card-superseded = This version was superseded: it can be read but not acted upon.
drafts-card-picture = The approval at a glance
drafts-card-picture-caption = Where each approving body stands
drafts-card-picture-label = Approved: { $approved }, refused: { $refused }, under consideration: { $working }, no answer: { $silent }
drafts-card-picture-not-sent = The draft has not been sent for approval yet. Approving bodies: { $n }.
drafts-card-requisites = Main facts
drafts-card-more = Other actions
drafts-card-letter-outstanding = letter outstanding
drafts-card-late = late
drafts-card-protocol = Protocol of disagreements
drafts-card-open-remarks = Open remarks: { $n }
drafts-card-since = since { $date }
drafts-card-term-days = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
drafts-tab-list = Sections of the card
drafts-tab-text = Text
drafts-tab-remarks = Remarks
drafts-tab-files = Files and versions
drafts-tab-signatures = Signatures
drafts-tab-letters = Letters
drafts-tab-history = History
drafts-tab-access = Who can see this

## Text
drafts-text-kk = Kazakh
drafts-text-ru = Russian
drafts-text-both = Side by side
drafts-text-none = No text was typed for this version: the draft is in the files.
drafts-text-missing-twin = No twin in this language
drafts-text-switch = Show the text
drafts-text-compare = Compare versions
drafts-text-paragraph-link = Link: { $place }
drafts-text-remark-add = Write a remark
drafts-text-remarks = Remarks: { $place }
drafts-text-suggestion-old = Now
drafts-text-suggestion-new = Proposed

## Remarks
drafts-remarks-none = There are no remarks on this version.
drafts-remarks-add = Add a remark
drafts-remark-number = Remark { $n }
drafts-remark-whole = On the draft as a whole
drafts-remark-by = { $person }, { $body }
drafts-remark-suggestion = Proposed wording
drafts-remark-answer-accepted = Accepted
drafts-remark-answer-rejected = Rejected
drafts-remark-answer-by = Answer of { $person }, { $at }
drafts-remark-answer = Answer
drafts-remark-answer-again = Change the answer
drafts-remark-close = Close
drafts-remark-withdraw = Withdraw
drafts-remark-action-of = { $action }: remark { $n }
drafts-remark-add-title = Add a remark
drafts-remark-add-text = Remark
drafts-remark-add-text-hint = What you don't agree with and what should change
drafts-remark-add-paragraph = Number of the paragraph
drafts-remark-add-paragraph-hint = Leave empty when it concerns the whole draft
drafts-remark-add-suggestion = Proposed wording (optional)
drafts-remark-add-suggestion-hint = How the paragraph should read
drafts-remark-add-submit = Add the remark
drafts-remark-add-version = The remark is on version { $n }. The working group and the drafter will see it.
drafts-remark-answer-title = Answer a remark
drafts-remark-answer-decision = Is the remark accepted?
drafts-remark-answer-accept = Yes, accepted
drafts-remark-answer-reject = No, rejected
drafts-remark-answer-text = Answer
drafts-remark-answer-text-hint = Say what will change, or why the remark is not accepted
drafts-remark-answer-submit = Answer
drafts-remark-close-title = Close a remark
drafts-remark-close-text = The remark is closed as settled. A closed remark does not stand in the way of your body's approval and is not opened again.
drafts-remark-withdraw-title = Withdraw a remark
drafts-remark-withdraw-text = The remark is withdrawn. It stays in the history but asks no answer of the drafter.

## Files and versions
drafts-files-none = No files
drafts-versions-caption = All versions of the draft
drafts-versions-current = current
drafts-versions-compare = Compare with the one before

## Signatures
drafts-signatures-none = Nobody has signed this version yet.
drafts-signatures-how = A signature can be checked without the portal: download the manifest and the signature and run “openssl cms -verify”.
drafts-signatures-download-cms = Signature (.p7s)
drafts-signatures-download-manifest = Manifest (.json)
drafts-signatures-container = Download everything together: signed parts, signatures and their evidence (ASiC-E)
drafts-signatures-acting = As acting for
drafts-signatures-void = Voided: the content was changed later

## Letters
drafts-letters-none = No letter has been sent yet.
drafts-letters-of = { $body }: { $n ->
    [one] { $n } letter
   *[other] { $n } letters
}
drafts-letter-cover = Cover letter
drafts-letter-refusal = Official letter of refusal
drafts-letter-chancellery = Letter to the Chancellery
drafts-letter-to = To
drafts-letter-from = From
drafts-letter-number = Outgoing number
drafts-letter-date = Outgoing date
drafts-letter-incoming-number = Incoming number
drafts-letter-incoming-date = Incoming date
drafts-letter-signer = Signed by
drafts-letter-subject = Subject
drafts-letter-text = Text of the letter
drafts-letter-link = Link to the draft
drafts-letter-exchange = Card in the exchange of letters
drafts-letter-sent = Sent

## History
drafts-history-none = Nothing has happened.
drafts-history-on-version = Version { $n }

## Who can see this
drafts-access-intro = Only the people below see the draft. To all others it is not even shown that it exists.
drafts-access-caption = People who have access to the draft
drafts-access-why = Why

## Comparison
drafts-compare-title = Compare versions
drafts-compare-from = Older version
drafts-compare-to = Newer version
drafts-compare-language = Language of the text
drafts-compare-view = View
drafts-compare-side = Side by side
drafts-compare-inline = In one text
drafts-compare-changed = Only changed paragraphs
drafts-compare-show = Show
drafts-compare-summary = Changed: { $changed }, added: { $added }, removed: { $removed }, moved: { $moved }, renumbered: { $renumbered }, unchanged: { $same }
drafts-compare-none = The texts do not differ.
drafts-compare-caption = Paragraphs of versions { $from } and { $to }
drafts-compare-added = Added
drafts-compare-removed = Removed
drafts-compare-altered = Changed
drafts-compare-same = Unchanged
drafts-compare-change = Change
drafts-compare-skipped = Unchanged paragraphs not shown: { $n }
drafts-compare-one = The draft has only one version: there is nothing to compare.
drafts-compare-empty = The versions compared have no text in this language.
drafts-text-remark-add-to = Write a remark: { $place }
drafts-text-untranslated = Not translated: both languages read the same
drafts-text-table = Comparative table
drafts-text-akoma = Akoma Ntoso (XML)
drafts-text-from-file = { $language }: the text was taken from the file “{ $file }”
drafts-text-no-kazakh = The draft has no text in Kazakh. The amount of information in Kazakh must not be less than in Russian.
drafts-text-no-russian = The draft has no text in Russian.
drafts-text-amount = structural elements: { $units }, words: { $words }, characters: { $characters }
drafts-text-twins-missing = Without a twin in Kazakh: { $kazakh }, in Russian: { $russian }.
drafts-text-twins-whole = Every structural element is there in both languages.
drafts-text-both-show = Show both languages side by side
drafts-text-place = Place in the text
drafts-remark-place = Place in the text
drafts-remark-wording-accept = Accept the wording
drafts-remark-wording-reject = Reject the wording
drafts-remark-wording-accepted-text = The wording is accepted and goes into the next version.
drafts-accepted-title = Accepted wording: { $n }
drafts-accepted-text = To be taken into the next version:
drafts-compare-renumbered = Renumbered
drafts-compare-moved = Moved
drafts-compare-moved-altered = Moved and changed
drafts-compare-moved-away = Moved elsewhere
drafts-compare-which = Which paragraphs
drafts-compare-all = All paragraphs
drafts-table-title = Comparative table
drafts-table-explained = Differences of version { $from } and version { $to }: { $n }. Remarks that were accepted are given as reasons.
drafts-table-number = No.
drafts-table-element = Structural element
drafts-table-in-force = Text in force
drafts-table-proposed = Text proposed
drafts-table-reason = Reason
drafts-table-docx = Download DOCX
drafts-table-pdf = Download PDF
drafts-table-xlsx = Download XLSX

## Signing as head
drafts-sign-title = Sign the draft
drafts-sign-meaning = After signing, the draft can be sent to the approving bodies. The signature is on exactly this version and these files; if any of them changes, it is voided.
drafts-sign-done = The draft is signed.
drafts-approve-title = Approve the draft
drafts-approve-meaning = By signing you approve this version for your body, without remarks or proposals. A version is decided upon once.
drafts-approve-done = The draft is approved.
drafts-approve-open-remarks = Remarks of your body not closed yet: { $n }. Their authors must close or withdraw them before the approval.
drafts-next-waiting = The next matter waits for your signature
drafts-next-none = No other matter waits for your signature.
drafts-signed-card = Go to the card of the draft

## Changing
drafts-change-title = Change a prepared draft
drafts-change-warning = The head has signed the draft. If you change its content, the signature is voided and must be given anew.
drafts-change-text = The draft itself does not change until you save: you first fill in a copy and save it at the end.
drafts-change-confirm = Begin to change
drafts-version-title = Post a new version
drafts-version-text = The new version starts as a copy of the current one. Once it is posted, version { $n } becomes “Superseded”: it stays readable with its remarks, decisions and signatures.
drafts-version-confirm = Begin the new version

## Sending
drafts-send-title = Send for approval
drafts-send-text = The letter goes to { $n ->
    [one] { $n } state body
   *[other] { $n } state bodies
}. The draft itself stays in the portal: the letter holds only a link.
drafts-send-letter = Text of the cover letter
drafts-send-letter-hint = Leave the link to the draft in it: without it the letter is not sent
drafts-send-number-hint = For example, 12-03/1542
drafts-send-submit = Send for approval
drafts-send-done = The draft was sent for approval to { $n ->
    [one] { $n } state body
   *[other] { $n } state bodies
}.
drafts-send-to = Bodies that get the letter
drafts-chancellery-title = Send to the Chancellery
drafts-chancellery-text = The draft goes to the Chancellery of the Prime Minister for consideration, with all signatures and protocols.
drafts-chancellery-ready = The heads of all bodies have signed: it can be sent.
drafts-chancellery-barred = The draft cannot go to the Chancellery yet
drafts-chancellery-missing = Approvals still missing
drafts-chancellery-submit = Send to the Chancellery
drafts-chancellery-done = The draft was sent to the Chancellery of the Prime Minister.
drafts-resend-title = Send the letter again
drafts-resend-text = The letter was not delivered to { $body }. It is handed over again, without a duplicate.
drafts-resend-submit = Send again
drafts-resend-done = The letter was sent again.
drafts-prolong-title = Prolong the term
drafts-prolong-text = Body: { $body }. Term at present: { $until }.
drafts-prolong-days = How many working days are given, counted from today?
drafts-prolong-submit = Prolong the term
drafts-prolong-done = The term was prolonged.

## In the approving body
drafts-register-title = Register the cover letter
drafts-register-text = Number and date are shown on the card of the draft. A letter is registered once.
drafts-register-number-hint = Its number in the register of your body
drafts-register-date-hint = For example, 27.11.2026
drafts-register-submit = Register
drafts-register-done = The letter is registered.
drafts-pass-title = Pass to the head
drafts-pass-text = The registered letter goes to the head for a resolution; the head is told.
drafts-pass-submit = Pass to the head
drafts-pass-done = The letter is with the head.
drafts-name-title = Name a representative
drafts-name-text = The chosen employees join the working group and see the draft, its history and the remarks.
drafts-name-people = Employees
drafts-name-task = Head's resolution
drafts-name-task-hint = What to look at (optional)
drafts-name-submit = Name as representatives
drafts-name-done = The representatives are named and have been told.
drafts-name-nobody = No employees are registered in the body.
drafts-refuse-title = Refuse to approve
drafts-refuse-text = The mark of refusal is set once on version { $n }; an official letter goes to the drafter.
drafts-refuse-reason = Reason for refusal
drafts-refuse-reason-hint = It stands in the letter as you write it
drafts-refuse-remarks = Remarks attached to the letter
drafts-refuse-preview = Look at the letter
drafts-refuse-preview-title = The letter will go out like this
drafts-refuse-submit = Refuse and send the letter
drafts-refuse-edit = Change the reason
drafts-refuse-done = The approval was refused, and the letter was sent to the drafter.

## Protocol of disagreements
drafts-protocol-title = Protocol of disagreements
drafts-protocol-of = Disagreement between { $a } and { $b }, version { $n }
drafts-protocol-text = The protocol is attached to version { $n } and is not carried over to a new one.
drafts-protocol-point = Point { $n }
drafts-protocol-point-what = Point of the draft
drafts-protocol-point-drafter = View of the drafter
drafts-protocol-point-approver = View of the approving body
drafts-protocol-point-outcome = Outcome
drafts-protocol-add-point = Add a point
drafts-protocol-save = Save the protocol
drafts-protocol-saved = The protocol is saved.
drafts-protocol-edit = Change the protocol
drafts-protocol-start = Draw up a protocol
drafts-protocol-sign = Sign the protocol
drafts-protocol-signed = The protocol is signed.
drafts-protocol-void-warning = One side has signed the protocol. If you change it, that signature is voided and must be given anew.
drafts-protocol-meaning = The signature is on exactly this wording. Once both sides have signed it changes no more.
drafts-protocol-signed-by = Signed by { $person }, { $at }
drafts-protocol-awaits = Signature awaited: { $body }

## Refusals: why not, and what to do next
drafts-refusal-wrong-state = The state is “{ $state ->
    [prepared] Prepared
    [signed_by_drafter] Signed by drafter
    [on_approval] On approval
    [remarks_received] Remarks received
    [approved_by_all] Approved by all
    [at_chancellery] At the Chancellery
    [rejected_by_chancellery] Rejected by the Chancellery
    [under_chancellery_consideration] Under Chancellery consideration
    [at_government_meeting] At the Government meeting
    [voting_in_absentia] Voting in absentia
    [voting_in_absentia_closed] Voting in absentia closed
    [minutes_posted] Minutes posted
    [accepted] Accepted
    [not_accepted] Not accepted
    [superseded] Superseded
    [not_delivered] Not delivered
    [letter_sent] Letter sent
    [registered] Registered
    [with_head] With the head
    [representative_named] Representative named
    [under_review] Under consideration
    [approved] Approved
    [refused] Refused
   *[other] { $state }
}”, so this cannot be done. Look at the card again to see what can be done now.
drafts-refusal-new-version-needed = The draft was sent for approval, so its content does not change any more. To change it, post a new version.
drafts-refusal-no-approving-bodies = The list of approving bodies is empty. Choose at least one body.
drafts-refusal-unsigned = The head of the drafting body has not signed the draft. It must be signed before it is sent for approval.
drafts-refusal-already-signed = This version is signed. It can be sent for approval now.
drafts-refusal-already-sent = This version was sent for approval; it is not sent twice.
drafts-refusal-link-missing = The letter lacks the link to the draft. Put the link back into the text.
drafts-refusal-requisite-missing = Mandatory requisites of the letter are empty: { $fields }. Fill them in and send again.
drafts-refusal-letter-with-files = A file of the draft does not go with the letter: the draft stays in the portal, the letter holds only a link. Take the file out.
drafts-refusal-already-delivered = The letter was delivered to this body; there is no need to send it again.
drafts-refusal-not-delivered = The letter cannot be delivered: this body takes no letters at present. Try again later or tell the administrator.
drafts-refusal-already-registered = The letter is registered under number { $number }. The first number stays.
drafts-refusal-not-registered = The letter is not registered yet. Register it first.
drafts-refusal-already-with-head = The letter was passed to the head already.
drafts-refusal-not-with-head = The letter has not been passed to the head yet. The records service registers it first and passes it on.
drafts-refusal-not-an-employee = { $name } is not an employee of your body. Representatives are named from among your own employees.
drafts-refusal-no-representative = No representative was chosen. Tick at least one employee.
drafts-refusal-not-under-review = The draft has not been considered yet. Name a representative first: you can decide once the representative has opened the draft.
drafts-refusal-already-decided = Your body has decided on this version. A version is decided upon once.
drafts-refusal-open-remarks = Remarks of your body that are not closed: { $count }. To approve, their authors must close or withdraw them; if you don't agree, refuse to approve.
drafts-refusal-reason-missing = No reason for the refusal was given. State the reason: it goes to the drafter in an official letter.
drafts-refusal-letter-already-sent = The letter of refusal was sent already.
drafts-refusal-not-refused = This body has not refused this version, so there is no disagreement.
drafts-refusal-remark-closed = The remark is closed or withdrawn and does not change.
drafts-refusal-not-the-author = Only its author can close or withdraw a remark.
drafts-refusal-protocol-exists = There is a protocol with this body on this version already. Open that one.
drafts-refusal-protocol-signed = Both sides have signed the protocol; it changes no more.
drafts-refusal-protocol-signed-by-you = Your side has signed this wording of the protocol. The signature of the other side is awaited.
drafts-refusal-protocol-incomplete = The protocol is not complete. Give at least one point, and the views of both sides on each.
drafts-refusal-protocol-first-side = The wording signed before was changed. The side whose signature was voided signs anew first.
drafts-refusal-confirm-break-off = There is neither a remark nor a refusal: a new version breaks off the running approval. Confirm that you understand this.
drafts-refusal-not-approved-by-all = The heads of all bodies have not signed yet. Missing ({ $count }): { $bodies }.
drafts-refusal-signature-invalid = The signature of the head did not verify again: { $body }. The draft goes no further; tell the administrator.
drafts-refusal-already-at-chancellery = The draft was sent to the Chancellery already.
drafts-refusal-no-chancellery = No body is entered in the portal as the Chancellery of the Prime Minister. Tell the administrator.
drafts-refusal-breach = The stored text or files differ from what was signed. Nothing was done; tell the administrator and the security officer.
drafts-refusal-superseded = This version was superseded: it can only be read. The current one is version { $current }.
drafts-refusal-secrets-not-confirmed = It was not confirmed that the draft holds no state secrets. Confirm it, or do not post such a document in the portal.
drafts-refusal-already-withdrawn = This draft was withdrawn from the portal already.
drafts-refusal-changed-meanwhile = Since you began the form, { $name } has changed this version. Look at the changes, take them into your form and confirm. What you filled in is kept.
drafts-refusal-term-not-prolonged = The new term is not longer than the one in force. Give more working days.
drafts-refusal-too-many-postings = You have reached the limit of unfinished drafts ({ $limit }). Delete those you don't need.
drafts-refusal-too-many-remarks = The limit of remarks on this version is reached ({ $limit }).

## Actions: verbs on buttons
drafts-action-read = Consider the draft
drafts-action-sign = Sign
drafts-action-send = Send for approval
drafts-action-resend = Send the letter again
drafts-action-register = Register the letter
drafts-action-pass_to_head = Pass to the head
drafts-action-name_representatives = Name a representative
drafts-action-remark = Add a remark
drafts-action-settle_remark = Close the remark
drafts-action-answer_remark = Answer the remark
drafts-action-approve = Sign and approve
drafts-action-refuse = Refuse to approve
drafts-action-send_refusal_letter = Send the official letter
drafts-action-prolong = Prolong the term
drafts-action-edit_protocol = Open the protocol of disagreements
drafts-action-sign_protocol = Sign the protocol
drafts-action-change = Change the draft
drafts-action-post_version = Post a new version
drafts-action-send_to_chancellery = Send to the Chancellery

## Requisites
drafts-requisite-sender = Sender
drafts-requisite-addressee = Addressee
drafts-requisite-number = Outgoing number
drafts-requisite-date = Outgoing date
drafts-requisite-kind = Kind of document
drafts-requisite-title = Subject
drafts-requisite-signer = Who signed the letter
drafts-requisite-missing = { $field }: fill this in, it is a mandatory requisite

## Sentences of the history
drafts-event-posted = { $who } posted version { $version }.
drafts-event-changed = { $who } changed version { $version }{ $voided ->
    [true] ; the head's signature was voided.
   *[other] .
}
drafts-event-signed = { $who } signed version { $version } as head of the drafting body.
drafts-event-sent = { $who } sent version { $version } for approval to { $count ->
    [one] { $count } body
   *[other] { $count } bodies
}.
drafts-event-not_delivered = The cover letter was not delivered: { $body }.
drafts-event-delivered = The cover letter was handed over again and delivered: { $body }.
drafts-event-registered = { $who } registered the cover letter under number { $number }: { $body }.
drafts-event-with_head = { $who } passed the letter to the head for a resolution: { $body }.
drafts-event-representatives_named = { $who } named representatives ({ $body }): { $names }.
drafts-event-under_review = { $who } began to consider version { $version }: { $body }.
drafts-event-remarked = { $who } made remark { $number }: { $body }.
drafts-event-answered = { $who } answered remark { $number }: { $accepted ->
    [true] accepted.
   *[other] rejected.
}
drafts-event-remark_closed = { $who } closed remark { $number }.
drafts-event-remark_withdrawn = { $who } withdrew remark { $number }.
drafts-event-approved = { $who } approved version { $version } by EDS{ $late ->
    [true] , late
   *[other] {""}
}: { $body }.
drafts-event-refused = { $who } refused to approve version { $version }{ $late ->
    [true] , late
   *[other] {""}
}: { $body }.
drafts-event-refusal_letter_sent = { $who } sent the official letter with the reason for refusal{ $late ->
    [true] , late
   *[other] {""}
}: { $body }.
drafts-event-approved_by_all = All bodies have approved version { $version }.
drafts-event-remarks_received = Remarks on version { $version } were received, or its term has passed.
drafts-event-prolonged = { $who } prolonged the term until { $due }: { $body }.
drafts-event-term_near = The term is near ({ $due }): { $body }.
drafts-event-term_passed = The term passed on { $due } without an answer: { $body }.
drafts-event-protocol_started = { $who } began a protocol of disagreements: { $body }.
drafts-event-protocol_changed = { $who } changed the protocol of disagreements ({ $body }){ $voided ->
    [true] ; the signature given before was voided.
   *[other] .
}
drafts-event-protocol_signed = { $who } signed the protocol of disagreements ({ $body }): { $both ->
    [true] both sides have signed.
   *[other] the signature of the other side is awaited.
}
drafts-event-superseded = Version { $version } was superseded by version { $by }.
drafts-event-sent_to_chancellery = { $who } sent version { $version } to the Chancellery of the Prime Minister.

## Why me: reasons in the list of matters
drafts-why-read = Consider the draft
drafts-why-sign = Sign the draft as head
drafts-why-send = Send the signed draft for approval
drafts-why-resend = Send again a letter that was not delivered
drafts-why-register = Register the cover letter
drafts-why-pass_to_head = Pass the registered letter to the head
drafts-why-name_representatives = Name a representative
drafts-why-remark = Consider the draft
drafts-why-settle_remark = Close a remark that was answered
drafts-why-answer_remark = Answer a remark
drafts-why-approve = Decide as head: approve or refuse
drafts-why-refuse = Refuse to approve
drafts-why-send_refusal_letter = Send the official letter of refusal
drafts-why-prolong = Prolong the term of a body that has not answered
drafts-why-edit_protocol = Fill in the protocol of disagreements
drafts-why-sign_protocol = Sign the protocol of disagreements
drafts-why-change = Change the draft
drafts-why-post_version = Post a new version after remarks
drafts-why-send_to_chancellery = Send the approved draft to the Chancellery
# What is awaited from others
drafts-awaited-read = Consideration of the draft
drafts-awaited-sign = Signature of the head
drafts-awaited-send = Sending for approval
drafts-awaited-resend = Sending of the letter again
drafts-awaited-register = Registration of the cover letter
drafts-awaited-pass_to_head = Passing of the letter to the head
drafts-awaited-name_representatives = Naming of a representative
drafts-awaited-remark = Consideration of the draft
drafts-awaited-settle_remark = Closing of a remark
drafts-awaited-answer_remark = Answer to a remark
drafts-awaited-approve = Decision of the head
drafts-awaited-refuse = Decision of the head
drafts-awaited-send_refusal_letter = Official letter of refusal
drafts-awaited-prolong = Prolonging of the term
drafts-awaited-edit_protocol = Protocol of disagreements
drafts-awaited-sign_protocol = Signature of the protocol
drafts-awaited-change = Change of the draft
drafts-awaited-post_version = New version
drafts-awaited-send_to_chancellery = Sending to the Chancellery

## Roles, filters, order
drafts-my-role-drafter = Employee of the drafting body
drafts-my-role-head = Head of a state body
drafts-my-role-records_clerk = Records clerk
drafts-my-role-representative = Representative in the working group
drafts-my-role-control_officer = Control officer of the Chancellery
drafts-term-overdue = Overdue
drafts-term-kept = in time
drafts-term-late = late
drafts-term-filter-overdue = Overdue
drafts-term-filter-near = Near
drafts-term-filter-running = Running
drafts-sort-changed = Latest changes
drafts-sort-term = Nearest term
drafts-sort-title = Title
drafts-sort-number = Number
drafts-missing-no_decision = no decision
drafts-missing-refused = refused to approve
drafts-missing-refused_with_protocol = refused; a protocol signed by both sides does not replace an approval
drafts-missing-signature_invalid = the signature did not verify again

## Notices: in the portal and by e-mail
drafts-notice-sign = The draft “{ $title }” (version { $version }) waits for your signature as head of the drafting body.
    .subject = A draft needs your signature: { $number }
drafts-notice-signed = The head has signed the draft “{ $title }” (version { $version }). Send it for approval now.
    .subject = The draft is signed: { $number }
drafts-notice-signature-voided = The draft “{ $title }” (version { $version }) was changed, so your signature is voided. Sign it anew.
    .subject = Your signature was voided: { $number }
drafts-notice-register = A cover letter about the draft “{ $title }” (version { $version }) has come. Register it and pass it to the head.
    .subject = A draft has come for approval: { $number }
drafts-notice-not-delivered = The cover letter about the draft “{ $title }” (version { $version }) was not delivered: { $body }. Send it again.
    .subject = A letter was not delivered: { $number }
drafts-notice-name-representatives = The draft “{ $title }” (version { $version }) waits for your resolution: name a representative of your body.
    .subject = Name a representative: { $number }
drafts-notice-consider = The head has asked you to consider the draft “{ $title }” (version { $version }). Open it and make your remarks, if any.
    .subject = You were named representative: { $number }
drafts-notice-decide = A representative is considering the draft “{ $title }” (version { $version }). You can approve it or refuse to.
    .subject = Your decision is awaited: { $number }
drafts-notice-remark = A remark was made on the draft “{ $title }” (version { $version }): { $body }. Answer it.
    .subject = A new remark: { $number }
drafts-notice-answered = Your remark on the draft “{ $title }” was accepted. Read the answer and close the remark.
    .subject = Your remark was accepted: { $number }
drafts-notice-answered-rejected = Your remark on the draft “{ $title }” was rejected. Read the answer, then close the remark or tell your head.
    .subject = Your remark was rejected: { $number }
drafts-notice-approved = The draft “{ $title }” (version { $version }) was approved: { $body }.
    .subject = The draft was approved: { $number }
drafts-notice-refused = The approval of the draft “{ $title }” (version { $version }) was refused: { $body }. Read the reason.
    .subject = The approval was refused: { $number }
drafts-notice-send-letter = The mark of refusal is set on the draft “{ $title }”. Send the official letter with the reason.
    .subject = Send the official letter: { $number }
drafts-notice-refusal-letter = The official letter of refusal about the draft “{ $title }” has come: { $body }.
    .subject = A letter of refusal has come: { $number }
drafts-notice-approved-by-all = All bodies have approved the draft “{ $title }” (version { $version }). It can be sent to the Chancellery.
    .subject = Approved by all: { $number }
drafts-notice-remarks-received = Remarks on the draft “{ $title }” (version { $version }) were received, or its term has passed. Revise the draft and post a new version.
    .subject = Remarks received: { $number }
drafts-notice-prolonged = The term for the draft “{ $title }” was prolonged: { $body }.
    .subject = The term was prolonged: { $number }
drafts-notice-term-near = The term for the draft “{ $title }” is near: { $body }.
    .subject = The term is near: { $number }
drafts-notice-term-passed = The term for the draft “{ $title }” has passed without an answer: { $body }. Silence is not approval.
    .subject = The term has passed: { $number }
drafts-notice-protocol = A protocol of disagreements about the draft “{ $title }” was begun: { $body }. Write down your view.
    .subject = Protocol of disagreements: { $number }
drafts-notice-protocol-voided = The protocol of disagreements about the draft “{ $title }” was changed ({ $body }), so the signature on it is voided. Sign it anew.
    .subject = Sign the protocol anew: { $number }
drafts-notice-protocol-sign = The other side has signed the protocol of disagreements about the draft “{ $title }” ({ $body }). Your signature is needed.
    .subject = The protocol waits for your signature: { $number }
drafts-notice-protocol-signed = Both sides have signed the protocol of disagreements about the draft “{ $title }”: { $body }.
    .subject = Both sides have signed the protocol: { $number }
drafts-notice-broken-off = A new version of the draft “{ $title }” was posted, and the approval of version { $version } is broken off. There is nothing left to do about it.
    .subject = A new version was posted: { $number }
drafts-notice-chancellery = The draft “{ $title }” (version { $version }), approved by all bodies, has come to the Chancellery for consideration.
    .subject = A draft has come to the Chancellery: { $number }

## Errors beside fields
drafts-field-required = Fill in this field
drafts-field-too-long = The text is too long: at most { $limit } characters
drafts-field-no-file = Add at least one file
drafts-field-body-twice = A body was chosen twice. Take one away
drafts-field-own-body = The drafting body does not approve its own draft. Take it out of the list
drafts-field-unknown-body = There is no such active body. Choose from the list
drafts-field-too-many-bodies = Too many bodies: at most { $limit }
drafts-field-term-range = The term is at least 1 and at most { $longest } working days
drafts-field-no-secrets = Confirm that the draft holds no state secrets
drafts-field-future-date = The date must not be in the future
drafts-field-no-such-paragraph = There is no such paragraph in the text
drafts-field-too-many = Too many chosen: at most { $limit }
drafts-field-date = Write the date as 27.11.2026
drafts-field-number = Write a whole number
drafts-field-choose = Choose one

## Reminders, and news in "My work"
drafts-action-chase = Remind
drafts-why-chase = Remind the body that has not answered
drafts-awaited-chase = Reminder
drafts-event-chased = { $who } reminded that an answer is awaited: { $body }.
drafts-notice-chase = Reminder: your action is awaited on the draft “{ $title }” ({ $body }).
    .subject = Reminder: { $number }
drafts-refusal-already-chased = This body was reminded on this working day already. You can remind it again on the next working day.
drafts-chase-done = The body was reminded. A notification and an e-mail were sent.
drafts-chase-done-all = Everybody was reminded. Bodies: { $n }.
drafts-chase-all = Remind all ({ $n })
drafts-chase-at = Reminded on { $date }
drafts-card-silent = Not answered ({ $n }): { $names }.
drafts-card-silent-late = Past the term: { $n }.
drafts-work-unopened = You have not opened this draft yet.
drafts-work-more-news = { $n } more changes
drafts-work-waited = { $days ->
    [0] awaited since today
    [one] awaited for { $days } working day
   *[other] awaited for { $days } working days
}

## The Chancellery: check, message of rejection, units
drafts-nav-sittings = Sittings
drafts-nav-withdrawals = Withdrawals
drafts-nav-withdrawals-lead = Withdrawal of drafts that hold state secrets
drafts-considered-title = At the Chancellery
drafts-considered-rejected = The Chancellery has not accepted the cover letter
drafts-check-title = Check the draft
drafts-check-text = The result is kept with this version, with your name and the time. The draft is passed on once both parts comply.
drafts-check-part-regulations = Regulations of the Government
drafts-check-part-records = Instruction on records management in the Chancellery
drafts-check-points = Points of the check list
drafts-check-points-hint = Tick what the draft meets
drafts-check-complies = Does the draft comply?
drafts-check-complies-yes = Yes, without remarks
drafts-check-complies-no = No, there are remarks
drafts-check-remarks = Remarks
drafts-check-remarks-hint = What does not comply; needed when there are remarks
drafts-check-submit = Record the result
drafts-check-done = The result of the check is recorded.
drafts-check-passed = complies
drafts-check-failed = remarks
drafts-check-point-both_languages = The draft is in Kazakh and in Russian, and the texts agree
drafts-check-point-approvals = All bodies concerned have approved it
drafts-check-point-disagreements = Disagreements are settled, or their protocols are attached
drafts-check-point-competence = The matter belongs to the competence of the Government
drafts-check-point-requisites = The cover letter has all its requisites
drafts-check-point-files = The files open, and are of the permitted formats
drafts-check-point-signatures = The signatures of all heads hold
drafts-check-point-letter = The cover letter links to this version
drafts-not-accepted-title = Do not accept the draft
drafts-not-accepted-text = The mark of rejection is set, and the message “қабылданған жоқ” (“not accepted”) goes to the drafting body with the reason.
drafts-not-accepted-reason = Reason for not accepting the cover letter
drafts-not-accepted-reason-hint = It stands in the message as you write it
drafts-not-accepted-preview = Look at the message
drafts-not-accepted-preview-title = The message will go out like this
drafts-not-accepted-warning = The draft returns to the drafting body. It comes back only as a new version, signed and approved anew.
drafts-not-accepted-submit = Reject and send the message
drafts-not-accepted-done = The draft was not accepted, and the message was sent to the drafting body.
drafts-units-title = Pass to units of the Chancellery
drafts-units-text = The officers of the chosen units see the draft from now on, and are told.
drafts-units-choose = Which units consider the draft?
drafts-units-have = Units that have the draft
drafts-units-none = There is no other unit of the Chancellery in the portal.
drafts-units-submit = Pass to the units
drafts-units-done = The draft was passed to the units.
drafts-opinion-title = Opinion of the unit
drafts-opinion-text = The control officers and the other units of the Chancellery that have the draft see the opinion.
drafts-opinion-label = Opinion
drafts-opinion-submit = Give the opinion
drafts-opinion-done = The opinion is recorded.
drafts-opinion-none = no opinion yet

## Sittings and minutes
drafts-sitting = Sitting of the Government
drafts-sitting-name = No. { $number }, { $date }
drafts-sittings-title = Sittings of the Government
drafts-sittings-text = Drafts are put on the agenda from their cards. When a sitting has ended, its minutes are posted with a result for each draft.
drafts-sittings-none = No sitting has been entered yet
drafts-sittings-new = Enter a sitting
drafts-sitting-state-planned = Planned
drafts-sitting-state-ended = Ended
drafts-sitting-state-minutes_posted = Minutes posted
drafts-sitting-drafts = Drafts on the agenda
drafts-sitting-count = { $n }
drafts-sitting-number = Number of the sitting
drafts-sitting-date = Day of the sitting
drafts-sitting-place = Place
drafts-sitting-make = Enter the sitting
drafts-sitting-made = The sitting is entered. Drafts can be put on its agenda.
drafts-sitting-agenda = Agenda
drafts-sitting-agenda-none = There is no draft on the agenda yet.
drafts-sitting-end = The sitting has ended
drafts-sitting-end-text = From now on the agenda does not change, and the minutes can be posted.
drafts-sitting-ended = The sitting has ended. Post its minutes.
drafts-agenda-title = Put on the agenda
drafts-agenda-text = The draft is considered at the sitting. A draft that is voted on in absentia stays in that vote: the minutes of the sitting hold its result.
drafts-agenda-choose = Which sitting?
drafts-agenda-none = No sitting is planned.
drafts-agenda-submit = Put on the agenda
drafts-agenda-done = The draft is on the agenda of the sitting.
drafts-minutes-title = Minutes of the sitting
drafts-minutes-open = Open the minutes
drafts-minutes-result = Result
drafts-minutes-posted = Minutes posted
drafts-minutes-files = Files of the minutes
drafts-minutes-post-title = Post the minutes
drafts-minutes-post-text = The minutes are tied to the sitting and to every draft of its agenda. Each draft needs a result.
drafts-minutes-post-submit = Post the minutes
drafts-minutes-note = What the minutes say
drafts-minutes-note-hint = In the words of the minutes (optional)
drafts-minutes-done = The minutes are posted. Set the final status of the drafts now.
drafts-result-accepted = Accepted
drafts-result-not_accepted = Not accepted

## Voting in absentia
drafts-vote-support = Қолдаймын (I support)
drafts-vote-against = Қарсымын (I am against)
drafts-vote-title = Voting in absentia
drafts-vote-text = You vote once, for your body, by EDS. Others see your vote when the voting is closed.
drafts-vote-read = Read the draft
drafts-vote-choose = Your vote
drafts-vote-meaning-support = By signing you vote “Қолдаймын” (“I support”) on this version. A vote is cast once and is not taken back.
drafts-vote-meaning-against = By signing you vote “Қарсымын” (“I am against”) on this version. A vote is cast once and is not taken back.
drafts-vote-submit-support = Sign “Қолдаймын”
drafts-vote-submit-against = Sign “Қарсымын”
drafts-vote-done = Your vote is counted.
drafts-vote-own = Your vote
drafts-vote-start-title = Start voting in absentia
drafts-vote-start-text = This version is posted for the vote. The listed heads are told and vote by EDS.
drafts-vote-term = How many working days are given for the vote?
drafts-vote-term-hint = Counted from tomorrow; a later vote is not taken
drafts-vote-heads = Heads who vote
drafts-vote-heads-hint = The heads of the approving bodies are ticked; only those on the list may vote
drafts-vote-start-submit = Start the vote
drafts-vote-started = The vote has begun, and the listed heads were told.
drafts-vote-results = Results of the vote
drafts-vote-caption = The listed heads and their votes
drafts-vote-listed = Heads on the list: { $n }. Their votes are shown when the voting is closed.
drafts-vote-listed-closed = Heads on the list: { $n }. The voting is closed; its results are seen by the control officers and the listed heads.
drafts-vote-tally = Қолдаймын: { $support }, Қарсымын: { $against }, not voted: { $silent }
drafts-vote-begun = Begun
drafts-vote-until = Last day
drafts-vote-closed = Closed
drafts-vote-closed-by-last = with the last vote
drafts-vote-head = Head
drafts-vote-value = Vote
drafts-vote-at = Time
drafts-vote-signature = Signature
drafts-vote-signature-holds = valid
drafts-vote-signature-broken = does not verify
drafts-vote-silent = not voted
drafts-vote-hidden = shown later
drafts-vote-close-title = Close the vote
drafts-vote-close-text = After this nobody votes any more, and the listed heads see the results.
drafts-vote-close-silent = These heads have not voted and cannot vote after it is closed:
drafts-vote-close-submit = Close the vote
drafts-vote-close-done = The vote is closed.

## Final status
drafts-status-title = Set the final status
drafts-status-text = The status is set by the results of voting and by the minutes; the drafting and the approving bodies are told.
drafts-status-warning = The status is final: nothing about the draft changes after it.
drafts-status-choose = Status
drafts-status-ground = Ground
drafts-status-ground-hint = Must be given when the status contradicts the vote or the minutes
drafts-status-submit = Set the status
drafts-status-done = The final status is set.
drafts-status-final = Final status

drafts-state-rejected_by_chancellery = Rejected by the Chancellery
drafts-state-under_chancellery_consideration = Under Chancellery consideration
drafts-state-at_government_meeting = At the Government meeting
drafts-state-voting_in_absentia = Voting in absentia
drafts-state-voting_in_absentia_closed = Voting in absentia closed
drafts-state-minutes_posted = Minutes posted
drafts-state-accepted = Accepted
drafts-state-not_accepted = Not accepted
drafts-letter-not_accepted = Message “қабылданған жоқ” (“not accepted”)
drafts-my-role-unit_officer = Officer of a unit of the Chancellery

drafts-action-check = Check the draft
drafts-action-reject_by_chancellery = Do not accept the draft
drafts-action-pass_to_units = Pass to units of the Chancellery
drafts-action-give_opinion = Give the opinion of the unit
drafts-action-put_on_agenda = Put on the agenda
drafts-action-start_vote = Start voting in absentia
drafts-action-cast_vote = Vote
drafts-action-close_vote = Close the vote
drafts-action-view_vote = Results of the vote
drafts-action-post_minutes = Post the minutes
drafts-action-set_final_status = Set the final status
drafts-why-check = Check the draft
drafts-why-reject_by_chancellery = The check has remarks: set the mark of rejection
drafts-why-pass_to_units = The check is passed: pass the draft to units
drafts-why-give_opinion = Consider the draft and give the opinion of your unit
drafts-why-put_on_agenda = Put on an agenda, or start voting in absentia
drafts-why-start_vote = Start voting in absentia
drafts-why-cast_vote = Vote in absentia as head
drafts-why-close_vote = Close the vote in absentia when it is over
drafts-why-view_vote = Look at the results of the vote
drafts-why-post_minutes = Post the minutes of the sitting
drafts-why-set_final_status = Set the final status
drafts-awaited-check = Check at the Chancellery
drafts-awaited-reject_by_chancellery = Decision of the Chancellery
drafts-awaited-pass_to_units = Passing to units of the Chancellery
drafts-awaited-give_opinion = Opinion of a unit
drafts-awaited-put_on_agenda = Agenda or voting in absentia
drafts-awaited-start_vote = Voting in absentia
drafts-awaited-cast_vote = Vote of the head
drafts-awaited-close_vote = End of the voting in absentia
drafts-awaited-view_vote = Results of the vote
drafts-awaited-post_minutes = Minutes of the sitting
drafts-awaited-set_final_status = Final status

drafts-event-checked = { $who } checked version { $version } ({ $part ->
    [regulations] Regulations of the Government
   *[other] instruction on records management
}): { $complies ->
    [true] it complies.
   *[other] there are remarks.
}
drafts-event-rejected_by_chancellery = { $who } did not accept version { $version } and sent the message “қабылданған жоқ”.
drafts-event-passed_to_units = { $who } passed version { $version } to units of the Chancellery: { $units }.
drafts-event-opinion_given = { $who } gave the opinion of a unit: { $unit }.
drafts-event-on_agenda = { $who } put version { $version } on the agenda of sitting No. { $sitting } on { $due }.
drafts-event-vote_started = { $who } started voting in absentia on version { $version }: { $count } heads, until { $due }.
drafts-event-voted = { $who } voted in absentia: { $body }.
drafts-event-vote_closed = The voting in absentia is closed{ $early ->
    [true] ; not all heads had voted.
   *[other] .
}
drafts-event-minutes_posted = { $who } posted the minutes of the sitting; result: { $result ->
    [accepted] accepted.
   *[other] not accepted.
}
drafts-event-final_status_set = { $who } set the final status: { $status ->
    [accepted] “Accepted”.
   *[other] “Not accepted”.
}

drafts-notice-not-accepted = The Chancellery has not accepted the draft “{ $title }” (version { $version }): “қабылданған жоқ”. Read the reason and post a new version.
    .subject = Not accepted by the Chancellery: { $number }
drafts-notice-unit = The draft “{ $title }” (version { $version }) was passed to your unit of the Chancellery. Consider it and give the opinion of the unit.
    .subject = A draft for your unit: { $number }
drafts-notice-opinion = A unit of the Chancellery has given its opinion on the draft “{ $title }”.
    .subject = Opinion of a unit: { $number }
drafts-notice-vote = The draft “{ $title }” (version { $version }) is being voted on in absentia. Vote by EDS: “Қолдаймын” or “Қарсымын”.
    .subject = Your vote is asked for: { $number }
drafts-notice-vote-closed = The voting in absentia on the draft “{ $title }” is over. Look at the results and post the minutes.
    .subject = The voting is over: { $number }
drafts-notice-vote-results = The voting in absentia on the draft “{ $title }” is over. You can look at the results.
    .subject = Results of the voting: { $number }
drafts-notice-minutes = The minutes of the Government's sitting with the result for the draft “{ $title }” are posted.
    .subject = Minutes posted: { $number }
drafts-notice-final-accepted = The draft “{ $title }” (version { $version }) has the final status “Қабылданды” (“Accepted”).
    .subject = Accepted: { $number }
drafts-notice-final-not-accepted = The draft “{ $title }” (version { $version }) has the final status “Қабылданған жоқ” (“Not accepted”).
    .subject = Not accepted: { $number }
drafts-notice-withdrawn = Draft { $number } was withdrawn from the portal by an administrator. It can no longer be read.
    .subject = Withdrawn from the portal: { $number }

drafts-refusal-not-accepted-reason = No reason was given. State why the cover letter is not accepted: it goes to the drafting body in the message.
drafts-refusal-nothing-found = The check has no remarks, so there is nothing for which to reject the draft. Record first what does not comply.
drafts-refusal-check-missing = A part of the check has no result: { $part ->
    [regulations] Regulations of the Government
   *[other] instruction on records management
}. Record it first.
drafts-refusal-check-remarks = The check has remarks, so the draft is not passed on. Reject it with the reason, or record the check anew.
drafts-refusal-no-unit = No unit was chosen. Tick at least one that does not have the draft yet.
drafts-refusal-unknown-unit = This is no unit of the Chancellery. Choose from the list.
drafts-refusal-already-on-agenda = The draft is on the agenda of a sitting already.
drafts-refusal-sitting-over = The sitting has ended: its agenda does not change any more. Choose another sitting.
drafts-refusal-sitting-not-ended = The sitting has not ended, so there are no minutes yet. End it first.
drafts-refusal-minutes-already-posted = The minutes of this sitting are posted already.
drafts-refusal-result-missing = Drafts of the agenda without a result: { $count }. Fill in the result of each.
drafts-refusal-no-voters = The list of heads is empty. Choose at least one head.
drafts-refusal-not-a-head = { $name } is not recorded as head of a state body and cannot be put on the list. Choose heads only.
drafts-refusal-not-listed = The head of this body is not on the list of the vote.
drafts-refusal-already-voted = Your vote is counted already. A vote is cast once and is not changed.
drafts-refusal-vote-closed = The voting is closed: no vote is taken any more.
drafts-refusal-vote-term-passed = The last day of the vote was { $due }: a late vote is not taken.
drafts-refusal-vote-open = The voting in absentia is still going on. Close it first, or wait until all have voted.
drafts-refusal-minutes-missing = The minutes of the sitting are not posted. Post them before the final status is set.
drafts-refusal-ground-missing = This status contradicts the results of the vote or the minutes. Give the ground for it.
drafts-field-points-unmet = Points of the list are not met. Tick them, or record that there are remarks
drafts-field-result = Fill in the result: the draft was on the agenda
drafts-field-no-such-number = There is no draft with this number. Check the number

## Search, saved filters, calendar of terms
drafts-search-title = Search
drafts-search-words = What are you looking for?
drafts-search-hint = A number, words of a title or a text, a body, a person. The beginning of a word is enough.
drafts-search-none = Nothing was found
drafts-search-none-text = Check the spelling or type fewer words. Only drafts that you may read are searched.
drafts-search-titles = Drafts by number or title
drafts-search-texts = Drafts by text
drafts-search-texts-none = Those on this page are shown above.
drafts-search-all = Show all of them in the list
drafts-search-next = More by text
drafts-search-bodies = Bodies
drafts-search-of-body = Drafts it prepares
drafts-search-at-body = Drafts it approves
drafts-search-people = People
drafts-filters-title = Saved filters
drafts-filters-lead = Keep under a name the view of the list that you often need. Up to { $limit } filters a person; nobody but you sees them.
drafts-filters-none = There are no saved filters. Filter the list of drafts and follow “Save the filter”.
drafts-filters-manage = Manage filters
drafts-filters-save = Save the filter
drafts-filter-name = Name of the filter
drafts-filter-name-hint = For example: past the term. A filter of this name is replaced.
drafts-filter-saved = Saved
drafts-filter-saved-as = The filter was saved.
drafts-filter-rename = Rename
drafts-filter-rename-title = Rename the filter
drafts-filter-delete = Delete
drafts-filter-delete-title = Delete the filter?
drafts-filter-delete-text = The filter “{ $name }” is deleted. Nothing happens to the drafts.
drafts-filter-deleted = The filter was deleted.
drafts-filter-name-required = Give the filter a name.
drafts-filter-name-long = The name may have at most { $limit } characters.
drafts-filter-name-taken = You have a filter of this name already. Type another one.
drafts-filter-too-long = The filter has too many conditions. Take some away.
drafts-filter-too-many = You have the most filters there can be ({ $limit }). Delete those you do not need.
drafts-feed-title = Calendar of terms
drafts-feed-name = Orda: terms
drafts-feed-lead = See the terms of what waits for you in your calendar program (Outlook, Thunderbird, a phone). The calendar holds the number and title of the draft and what is to be done, nothing else.
drafts-feed-make = Connect a calendar
drafts-feed-again = Make a new password
drafts-feed-again-hint = When a new password is made, the earlier one is good for nothing at once.
drafts-feed-end = Disconnect the calendar
drafts-feed-ended = The calendar was disconnected: it is updated no more.
drafts-feed-made = The calendar was connected on { $date }.
drafts-feed-address = Add this address to your calendar program, with this name and password:
drafts-feed-once = The password is a secret: whoever knows it sees your terms. It is shown now and never again.
drafts-feed-user = User name
drafts-feed-password = Password

# Printed forms

drafts-form-approval_sheet = Approval sheet
drafts-form-protocol = Protocol of disagreements
drafts-form-vote_record = Record of the vote in absentia
drafts-form-minutes = Extract from the minutes of the Government's sitting
drafts-form-card = Card and history of the draft
drafts-form-print = Print
drafts-form-print-text = Official forms come as PDF/A files. Each lists the signatures and carries a QR code for their verification.
drafts-form-lang-kk = in Kazakh
drafts-form-lang-ru = in Russian
drafts-form-too-long = The form has become too long for one file.
drafts-form-footer = { $number }, version { $n } · verification code { $code } · { $at }
drafts-form-sent = Sent for approval
drafts-form-at-chancellery = Sent to the Chancellery
drafts-form-decided-by = Who and when
drafts-form-protocol-state = State of the protocol
drafts-form-changed = Last changed
drafts-form-points = Disagreements
drafts-form-file = File
drafts-form-size = Size
drafts-form-digest = SHA-256
drafts-form-remark = Remark
drafts-form-answer = Answer
drafts-form-when = Time
drafts-form-event = Event
drafts-form-signer = Signer, position, body
drafts-form-signed = Purpose, time, role
drafts-form-certificate = Certificate and digest
drafts-form-serial = Serial number of the certificate
drafts-form-manifest = SHA-256 of the signed description
drafts-form-checked = Verification
drafts-form-valid = valid
drafts-form-invalid = not valid
drafts-form-no-signatures = There are no signatures in force for this form.
drafts-form-code-alt = QR code that leads to the page where the signatures are verified
drafts-form-verify = Verify the signatures
drafts-form-verify-how = Point the camera at the QR code, or enter this code at { $address }:
drafts-form-verify-text = { $n ->
        [0] The page shows the number of the draft and when this form was made.
        [one] The page verifies the signature anew and shows the digests of what was signed and how to check it without the portal (with OpenSSL).
       *[other] The page verifies the { $n } signatures anew and shows the digests of what was signed and how to check them without the portal (with OpenSSL).
    }

## Withdrawing from the portal (385-3)

drafts-withdrawals-title = Drafts withdrawn from the portal
drafts-withdrawals-lead = When a posted draft is found to hold state secrets, an administrator withdraws it from the portal. From then on nobody can read it; it can be handed to guaranteed destruction.
drafts-withdrawals-number = Number of the draft
drafts-withdrawals-at = When and by whom
drafts-withdrawals-reason = Reason
drafts-withdrawals-destroy = Propose for destruction
drafts-withdrawals-none = No draft was withdrawn
drafts-withdrawals-none-text = Withdrawn drafts are shown here with number, reason and time.
drafts-withdraw = Withdraw a draft
drafts-withdraw-question = Withdraw draft { $number } from the portal?
drafts-withdraw-consequence = Nobody will be able to read the draft, its files, texts, letters and printed forms any more; unfinished forms on it are deleted. Those who could read it are told of the withdrawal without its title. This can't be undone.
drafts-withdraw-number-hint = For example НҚА-2026-000123
drafts-withdraw-reason-hint = Don't write the secret information itself here: security officers see the reason too.
drafts-withdraw-body = Drafting body
drafts-withdraw-posted = Posted
drafts-withdraw-versions = Versions
drafts-withdraw-readers = People who will be told
drafts-withdraw-done = The draft was withdrawn from the portal. It can now be proposed for guaranteed destruction.
