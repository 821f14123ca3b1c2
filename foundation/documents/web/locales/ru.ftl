### Файлы: загрузка, список, хэш-значение.

documents-files = Файлы
documents-name = Название
documents-format = Формат
documents-size = Объём
documents-digest = Хэш-значение SHA-256
documents-choose = Выберите файлы
documents-hint = Допустимые форматы: { $formats }. Общий объём всех файлов – не более { $limit }.
documents-upload = Загрузить
documents-none = Файлов пока нет.
documents-used = Занято { $used } из { $limit }
documents-remove-of = Убрать файл «{ $name }»
documents-removed = Файл «{ $name }» убран.
documents-no-file = Файл не выбран. Сначала выберите файл, затем загрузите его.
documents-received = { $count ->
    [one] Принят { $count } файл.
    [few] Принято { $count } файла.
   *[other] Принято { $count } файлов.
 }

## Вид файла
documents-kind-graphic = графический формат
documents-kind-text = текстовый формат
documents-kind-table = табличный формат
documents-kind-presentation = презентация
documents-kind-archive = архив

## Ход загрузки
documents-waiting = В очереди
documents-sending = Отправляется
documents-checking = Проверяется формат
documents-received-one = Принят
documents-failed = Связь прервалась. Файл не принят, попробуйте ещё раз.
documents-retry = Повторить
documents-dismiss = Скрыть
documents-removed-short = Убран
documents-over = Файл слишком велик: общий объём всех файлов – не более { $limit }. Уменьшите файл или уберите другой.

## Причины отказа
documents-refusal-name-missing = У файла нет имени. Дайте ему имя и загрузите снова.
documents-refusal-name-too-long = Имя файла слишком длинное: не более { $limit } байт. Сократите его и загрузите файл снова.
documents-refusal-name-character = В имени файла есть недопустимый или невидимый знак. Измените имя и загрузите файл снова.
documents-refusal-name-taken = Файл с именем «{ $name }» уже загружен. Уберите его или измените имя нового файла.
documents-refusal-not-permitted = Файл «{ $name }» не принят: такой формат не допускается. Допустимые форматы: { $permitted }.
documents-refusal-other-content = Файл «{ $name }» не принят: содержимое не соответствует формату { $format }. Допустимые форматы: { $permitted }.
documents-refusal-other-content-known = Файл «{ $name }» не принят: по имени это { $format }, а по содержимому – { $found }. Допустимые форматы: { $permitted }.
documents-refusal-broken = Файл «{ $name }» не принят: файл { $format } повреждён или неполон. Откройте его, проверьте, сохраните заново и загрузите снова.
documents-refusal-macros = Файл «{ $name }» не принят: в документе есть макросы. Сохраните его без макросов и загрузите снова.
documents-refusal-bomb = Файл «{ $name }» не принят: при распаковке архив слишком велик или содержит слишком много файлов. Загрузите его содержимое отдельными файлами.
documents-refusal-escaping = Файл «{ $name }» не принят: имя файла в архиве ведёт за пределы папки. Создайте архив заново и загрузите его.
documents-refusal-empty = Файл «{ $name }» не принят: он пуст. Проверьте файл и загрузите снова.
documents-refusal-too-large = Файл «{ $name }» не принят: общий объём всех файлов – не более { $limit } МБ ({ $bytes } байт). Уменьшите файл или уберите другой.
documents-refusal-too-many = К документу можно приложить не более { $limit } файлов. Уберите другой файл или объедините файлы в архив.
documents-refusal-sealed = Файлы этой версии больше не изменяются. Чтобы изменить их, создайте новую версию документа.
documents-refusal-destroyed = Этот документ гарантированно уничтожен. Акт об уничтожении хранится в портале.
