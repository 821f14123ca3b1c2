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
documents-removed = Файл убран.
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
documents-refusal-pixels = Файл «{ $name }» не принят: в изображении больше { $limit } млн точек. Отсканируйте или сохраните его с меньшим разрешением и загрузите снова.
documents-refusal-infected = Файл «{ $name }» не принят: в нем найдено вредоносное содержимое ({ $found }). Проверьте компьютер на вирусы, создайте файл заново и загрузите его снова.
documents-refusal-unscanned = Файл «{ $name }» не принят: антивирус не отвечает. Введенные данные сохранены; загрузите файл снова через несколько минут.
documents-refusal-unscannable = Файл «{ $name }» не принят: он больше, чем проверяет антивирус, или в него вложено слишком много файлов. Разделите его на части или попросите администратора портала увеличить предел проверки.
documents-refusal-locked = Файл «{ $name }» не принят: он защищен паролем, и антивирус не может проверить его содержимое. Снимите пароль и загрузите файл снова.
documents-refusal-bomb = Файл «{ $name }» не принят: при распаковке архив слишком велик или содержит слишком много файлов. Загрузите его содержимое отдельными файлами.
documents-refusal-escaping = Файл «{ $name }» не принят: имя файла в архиве ведёт за пределы папки. Создайте архив заново и загрузите его.
documents-refusal-empty = Файл «{ $name }» не принят: он пуст. Проверьте файл и загрузите снова.
documents-refusal-too-large = Файл «{ $name }» не принят: общий объём всех файлов – не более { $limit } МБ ({ $bytes } байт). Уменьшите файл или уберите другой.
documents-refusal-too-many = К документу можно приложить не более { $limit } файлов. Уберите другой файл или объедините файлы в архив.
documents-refusal-sealed = Файлы этой версии больше не изменяются. Чтобы изменить их, создайте новую версию документа.
documents-refusal-destroyed = Этот документ гарантированно уничтожен. Акт об уничтожении хранится в портале.

## Целостность (385-62-d)
documents-integrity-nav = Целостность файлов
documents-integrity-nav-lead = Сохранённые файлы читаются заново и сравниваются с принятыми
documents-integrity-title = Целостность хранимых файлов
documents-integrity-lead = Каждый хранимый файл в течение { $days } дн. перечитывается и сравнивается с тем, что было принято; новые читаются первыми. О повреждении сообщается сотрудникам информационной безопасности.
documents-integrity-all = Хранимых файлов
documents-integrity-unread = Еще не перечитано после приема
documents-integrity-oldest = Раньше всего перечитан
documents-integrity-damaged = Поврежденные файлы
documents-integrity-file = Номер файла
documents-integrity-size = Размер
documents-integrity-digest = SHA-256
documents-integrity-found = Обнаружено
documents-integrity-none = Поврежденных файлов не обнаружено
documents-integrity-none-text = Если повреждение будет найдено, здесь появятся номер файла, его дайджест и время.
documents-integrity-what-to-do = Восстановите файл из резервной копии и выясните, кто изменил диск. Если при следующей проверке файл цел, он уйдет из этого списка.
documents-notice-damaged = Хранимый файл поврежден или изменен (SHA-256 { $digest }). Откройте страницу целостности и примите меры.
    .subject = Хранимый файл поврежден
documents-notice-infected = В присланном файле найдено вредоносное содержимое ({ $found }). Файл не принят; кто и откуда его прислал, сказано в журнале учета: выясните причину.
    .subject = В файле найдено вредоносное содержимое
documents-notice-scanner = Антивирус не отвечает ({ $why }). Пока он не ответит, файлы не принимаются: проверьте его службу.
    .subject = Антивирус не отвечает
