### Жүгіністерді есепке алу (365-7, 365-8). Алдымен қазақша жазылады.

audit-nav = Жүгіністерді есепке алу
audit-title = Жүгіністерді есепке алу журналы
audit-lead = Порталдың ресурстарына әрбір жүгініс, соның ішінде бас тартылғандары да, осы журналға автоматты түрде жазылады. Жазбаларды ешкім өзгерте де, өшіре де алмайды. Бұл журналды қарап шығу да есепке алынады.
audit-caption = Жүгіністер туралы жазбалар, ең соңғысы бірінші
audit-record-of = Жүгініс туралы № { $seq } жазба
audit-related = Осы сұрау салудың басқа жазбалары
audit-related-none = Осы сұрау салудың басқа жазбасы жоқ.
audit-time = { $date }, { $time } (UTC{ $zone })
audit-newest = Ең соңғы жазбаларға
audit-older = Бұдан ертерек жазбалар
audit-pages = Журнал беттері
audit-shown = { $count ->
    [one] { $count } жазба көрсетілген
   *[other] { $count } жазба көрсетілген
}

audit-field-number = Жазба нөмірі
audit-field-at = Күні мен уақыты
audit-field-who = Кім жүгінді
audit-field-actor = Пайдаланушының аты немесе ақпараттық жүйенің атауы
audit-field-iin = Жеке сәйкестендіру нөмірі (ЖСН)
audit-field-address = IP-мекенжай
audit-field-component = Құрамдас бөлік
audit-field-resource = Ресурс
audit-field-part = Ресурстың сұратылған бөлігі
audit-field-service = Шақырылған бет немесе интерфейс
audit-field-operation = Операция
audit-field-outcome = Нәтижесі
audit-field-detail = Мәліметтер
audit-field-session = Сеанс
audit-field-agent = Клиенттік бағдарлама
audit-field-request = Сұрау салу нөмірі
audit-all-of-person = Осы пайдаланушының барлық жазбалары
audit-all-of-address = Осы мекенжайдан жасалған барлық жазбалар
audit-none = жоқ

audit-filter-person = Пайдаланушы немесе жүйе
audit-filter-person-hint = Аты-жөнінің бөлігі немесе толық ЖСН
audit-filter-address-hint = Толық немесе басы: 10.1.
audit-filter-from = Қай уақыттан бастап
audit-filter-until = Қай уақытқа дейін
audit-filter-time-hint = Астана уақыты, мысалы 2026-11-22 немесе 2026-11-22T14:05
audit-filter-words = Сөздер
audit-filter-words-hint = Ресурс бөлігінен, мәліметтерден, бет мекенжайынан
audit-filter-any = Барлығы
audit-error-time = Күнді жыл-ай-күн түрінде енгізіңіз, мысалы 2026-11-22

audit-empty-title = Ештеңе табылмады
audit-empty = Бұл шарттарға сай жазба жоқ. Сүзгіні кеңейтіп көріңіз.
audit-export = Экспорттау
audit-export-csv = CSV файлына экспорттау
audit-export-xlsx = XLSX файлына экспорттау
audit-export-hint = Сүзгіге сай жазбалар, ең соңғы { $limit } жазбаға дейін.
audit-export-cut = Тек ең соңғы { $limit } жазба экспортталды. Қалғанын алу үшін сүзгіні тарылтыңыз.

audit-who-person = Пайдаланушы
audit-who-system = Ақпараттық жүйе
audit-who-portal = Порталдың өзі
audit-who-unknown = Белгісіз
audit-claimed = Аталған атау: { $name }

audit-component-drafts = НҚА жобаларын келісу
audit-component-documents = Құжаттар
audit-component-signatures = Электрондық цифрлық қолтаңба
audit-component-identity = Пайдаланушылар мен құқықтар
audit-component-notifications = Хабарламалар
audit-component-audit = Жүгіністерді есепке алу
audit-component-portal = Портал

audit-unavailable = Жүгінісіңізді есепке алу мүмкін болмады, сондықтан ол орындалмады (365-бұйрық, 7-тармақ). Бірнеше минуттан кейін қайталап көріңіз; қате қайталанса, әкімшіге хабарлаңыз.
    .title = Қызмет уақытша қолжетімсіз

resource-draft = НҚА жобасы
resource-file = Файл
resource-file_set = Файлдар жинағы
resource-signature = ЭЦҚ
resource-certificate = Тіркеу куәлігі
resource-certificate_request = Тіркеу куәлігіне өтінім
resource-person = Пайдаланушы
resource-body = Мемлекеттік орган
resource-unit = Құрылымдық бөлімше
resource-role = Рөл
resource-session = Сеанс
resource-system = Ақпараттық жүйе
resource-accounting = Есепке алу журналы
resource-notification = Хабарлама
resource-delivery = Хабарламаны жеткізу
resource-page = Бет
resource-api = Интерфейс (API)
resource-posting = НҚА жобасының нобайы
resource-signature_verification = ЭЦҚ-ны тексеру
resource-certifying_centre = Куәландырушы орталық
resource-password = Пароль
