### Файлдар: жүктеп салу, тізім, хэш-мән.

documents-files = Файлдар
documents-name = Атауы
documents-format = Форматы
documents-size = Көлемі
documents-digest = SHA-256 хэш-мәні
documents-choose = Файлдарды таңдаңыз
documents-hint = Рұқсат етілген форматтар: { $formats }. Барлық файлдың жалпы көлемі { $limit }-тан аспауға тиіс.
documents-upload = Жүктеп салу
documents-none = Әзірге файл жоқ.
documents-used = { $limit } ішінен { $used } пайдаланылды
documents-remove-of = «{ $name }» файлын алып тастау
documents-removed = «{ $name }» файлы алып тасталды.
documents-no-file = Файл таңдалмаған. Алдымен файлды таңдап, кейін жүктеп салыңыз.
documents-received = { $count ->
   *[other] { $count } файл қабылданды.
 }

## Файлдың түрі
documents-kind-graphic = графикалық формат
documents-kind-text = мәтіндік формат
documents-kind-table = кестелік формат
documents-kind-presentation = таныстырулар
documents-kind-archive = мұрағатталған формат

## Жүктеп салу барысы
documents-waiting = Кезекте тұр
documents-sending = Жіберілуде
documents-checking = Форматы тексерілуде
documents-received-one = Қабылданды
documents-failed = Байланыс үзілді. Файл қабылданбады, қайталап көріңіз.
documents-retry = Қайталау
documents-dismiss = Жасыру
documents-removed-short = Алып тасталды
documents-over = Файл тым үлкен: барлық файлдың жалпы көлемі { $limit }-тан аспауға тиіс. Файлды кішірейтіңіз немесе басқа файлды алып тастаңыз.

## Файлдан бас тарту себептері
documents-refusal-name-missing = Файлдың атауы жоқ. Файлға атау беріп, қайта жүктеп салыңыз.
documents-refusal-name-too-long = Файлдың атауы тым ұзын: ең көбі { $limit } байт. Атауын қысқартып, қайта жүктеп салыңыз.
documents-refusal-name-character = Файлдың атауында рұқсат етілмеген немесе көрінбейтін таңба бар. Атауын өзгертіп, қайта жүктеп салыңыз.
documents-refusal-name-taken = «{ $name }» атаулы файл бұрын жүктеп салынған. Сол файлды алып тастаңыз немесе жаңа файлдың атауын өзгертіңіз.
documents-refusal-not-permitted = «{ $name }» файлы қабылданбады: бұл форматқа рұқсат жоқ. Рұқсат етілген форматтар: { $permitted }.
documents-refusal-other-content = «{ $name }» файлы қабылданбады: мазмұны { $format } форматына сәйкес келмейді. Рұқсат етілген форматтар: { $permitted }.
documents-refusal-other-content-known = «{ $name }» файлы қабылданбады: атауы бойынша { $format }, ал мазмұны бойынша { $found }. Рұқсат етілген форматтар: { $permitted }.
documents-refusal-broken = «{ $name }» файлы қабылданбады: { $format } файлы бүлінген немесе толық емес. Файлды ашып тексеріп, қайта сақтаңыз да, жаңадан жүктеп салыңыз.
documents-refusal-macros = «{ $name }» файлы қабылданбады: құжатта макростар бар. Оны макроссыз сақтап, қайта жүктеп салыңыз.
documents-refusal-bomb = «{ $name }» файлы қабылданбады: мұрағат ашылғанда көлемі тым үлкен болады немесе ішінде тым көп файл бар. Мазмұнын бөлек файлдармен жүктеп салыңыз.
documents-refusal-escaping = «{ $name }» файлы қабылданбады: мұрағаттағы файлдың атауы бумадан тыс жерге апарады. Мұрағатты қайта жасап, жаңадан жүктеп салыңыз.
documents-refusal-empty = «{ $name }» файлы қабылданбады: файл бос. Файлды тексеріп, қайта жүктеп салыңыз.
documents-refusal-too-large = «{ $name }» файлы қабылданбады: барлық файлдың жалпы көлемі { $limit } МБ-тан ({ $bytes } байттан) аспауға тиіс. Файлды кішірейтіңіз немесе басқа файлды алып тастаңыз.
documents-refusal-too-many = Құжатқа ең көбі { $limit } файл салуға болады. Басқа файлды алып тастаңыз немесе файлдарды мұрағатқа біріктіріңіз.
documents-refusal-sealed = Бұл нұсқаның файлдары өзгертілмейді. Өзгерту үшін құжаттың жаңа нұсқасын жасаңыз.
documents-refusal-destroyed = Бұл құжат кепілді түрде жойылды. Жою актісі порталда сақталады.

## Тұтастық (385-62-d)
documents-integrity-nav = Файлдардың тұтастығы
documents-integrity-nav-lead = Сақтаулы файлдарды қайта оқып, қабылданғанымен салыстыру
documents-integrity-title = Сақталған файлдардың тұтастығы
documents-integrity-lead = Сақталған файлдардың әрқайсысы { $days } күн ішінде қайта оқылып, қабылданған кездегі күйімен салыстырылады; жаңалары бірінші оқылады. Зақымданғаны табылса, ақпараттық қауіпсіздік қызметкерлеріне хабарланады.
documents-integrity-all = Сақталған файлдар
documents-integrity-unread = Қабылданғаннан кейін әлі оқылмағаны
documents-integrity-oldest = Ең бұрын оқылғаны
documents-integrity-damaged = Зақымдалған файлдар
documents-integrity-file = Файлдың нөмірі
documents-integrity-size = Көлемі
documents-integrity-digest = SHA-256
documents-integrity-found = Табылған уақыты
documents-integrity-none = Зақымдалған файл табылған жоқ
documents-integrity-none-text = Зақым табылса, файлдың нөмірі, мәні және уақыты осында көрсетіледі.
documents-integrity-what-to-do = Файлды резервтік көшірмеден қалпына келтіріңіз және дискіні кімнің өзгерткенін анықтаңыз. Келесі тексеруде файл бүтін болса, ол бұл тізімнен шығады.
documents-notice-damaged = Сақталған файл зақымдалған немесе өзгертілген (SHA-256 { $digest }). Тұтастық бетін қарап, шара қолданыңыз.
    .subject = Сақталған файл зақымдалған
