### Files: upload, list, digest.

documents-files = Files
documents-name = Name
documents-format = Format
documents-size = Size
documents-digest = SHA-256 digest
documents-choose = Choose files
documents-hint = Permitted formats: { $formats }. All files together: at most { $limit }.
documents-upload = Upload
documents-none = No files yet.
documents-used = { $used } of { $limit } used
documents-remove-of = Remove the file “{ $name }”
documents-removed = The file was removed.
documents-no-file = No file was chosen. Choose a file first, then upload it.
documents-received = { $count ->
    [one] { $count } file was received.
   *[other] { $count } files were received.
 }

## Kind of file
documents-kind-graphic = graphic format
documents-kind-text = text format
documents-kind-table = spreadsheet
documents-kind-presentation = presentation
documents-kind-archive = archive

## Progress
documents-waiting = Waiting
documents-sending = Sending
documents-checking = Checking the format
documents-received-one = Received
documents-failed = The connection broke. The file was not received; try again.
documents-retry = Try again
documents-dismiss = Hide
documents-removed-short = Removed
documents-over = The file is too large: all files together may have at most { $limit }. Make the file smaller or remove another one.

## Reasons for refusing a file
documents-refusal-name-missing = The file has no name. Give it a name and upload it again.
documents-refusal-name-too-long = The name of the file is too long: at most { $limit } bytes. Shorten it and upload the file again.
documents-refusal-name-character = The name of the file holds a character that is not permitted or can't be seen. Change the name and upload the file again.
documents-refusal-name-taken = A file named “{ $name }” has already been uploaded. Remove it or change the name of the new file.
documents-refusal-not-permitted = The file “{ $name }” was refused: this format is not permitted. Permitted formats: { $permitted }.
documents-refusal-other-content = The file “{ $name }” was refused: its content is not of the format { $format }. Permitted formats: { $permitted }.
documents-refusal-other-content-known = The file “{ $name }” was refused: by its name it is { $format }, by its content { $found }. Permitted formats: { $permitted }.
documents-refusal-broken = The file “{ $name }” was refused: the { $format } file is damaged or incomplete. Open it, check it, save it anew and upload it again.
documents-refusal-macros = The file “{ $name }” was refused: the document holds macros. Save it without macros and upload it again.
documents-refusal-pixels = The file “{ $name }” was refused: a picture has more than { $limit } million points. Scan or save it with fewer points an inch and upload it again.
documents-refusal-infected = The file “{ $name }” was refused: it holds malicious content ({ $found }). Check your computer for viruses, make the file anew and upload it again.
documents-refusal-unscanned = The file “{ $name }” was not taken: the virus scanner does not answer. What you have typed is kept; upload the file again in a few minutes.
documents-refusal-unscannable = The file “{ $name }” was not taken: it is larger than the virus scanner checks, or too many files are packed in it. Divide it into parts, or ask an administrator of the portal to raise the limit of the check.
documents-refusal-locked = The file “{ $name }” was not taken: it is protected by a password, and the virus scanner cannot check what is in it. Take the password off and upload the file again.
documents-refusal-bomb = The file “{ $name }” was refused: unpacked, the archive is too large or holds too many files. Upload what is in it as separate files.
documents-refusal-escaping = The file “{ $name }” was refused: the name of a file in the archive leads out of its folder. Make the archive anew and upload it.
documents-refusal-empty = The file “{ $name }” was refused: it is empty. Check the file and upload it again.
documents-refusal-too-large = The file “{ $name }” was refused: all files together may have at most { $limit } MB ({ $bytes } bytes). Make the file smaller or remove another one.
documents-refusal-too-many = A document may have at most { $limit } files. Remove another file or put files into an archive.
documents-refusal-sealed = The files of this version do not change any more. To change them, make a new version of the document.
documents-refusal-destroyed = This document was destroyed beyond recovery. The act of destruction is kept in the portal.

## Integrity (385-62-d)
documents-integrity-nav = Integrity of files
documents-integrity-nav-lead = Stored files are read again and compared with what was received
documents-integrity-title = Integrity of stored files
documents-integrity-lead = Every stored file is read again within { $days } days and compared with what was received; new ones come first. Security officers are told of damage.
documents-integrity-all = Stored files
documents-integrity-unread = Not read again since they came
documents-integrity-oldest = Longest unread
documents-integrity-damaged = Damaged files
documents-integrity-file = Number of the file
documents-integrity-size = Size
documents-integrity-digest = SHA-256
documents-integrity-found = Found
documents-integrity-none = No damaged file was found
documents-integrity-none-text = When damage is found, the number of the file, its digest and the time are shown here.
documents-integrity-what-to-do = Restore the file from a backup and find out who changed the disk. When the next check finds the file whole, it leaves this list.
documents-notice-damaged = A stored file is damaged or was changed (SHA-256 { $digest }). Open the page of integrity and act.
    .subject = A stored file is damaged
documents-notice-infected = Malicious content ({ $found }) came in a file. The file was refused; the accounting says who sent it and from where: find out why.
    .subject = Malicious content came in a file
documents-notice-scanner = The virus scanner does not answer ({ $why }). No files are taken until it does: check its service.
    .subject = The virus scanner does not answer
