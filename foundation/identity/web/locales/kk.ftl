### Пайдаланушылар, мемлекеттік органдар, рөлдер, порталға кіру.

## Кіру
identity-login-title = Порталға кіру
identity-login = Логин
identity-password = Пароль
identity-login-eds-title = ЭЦҚ арқылы кіру
identity-login-eds-lead = Пароль қажет емес: порталдың сұрауына электрондық цифрлық қолтаңбаңызды қоясыз.
identity-login-eds = ЭЦҚ арқылы кіру
identity-login-eds-explained = Төмендегі сұрауға қол қойыңыз. Ол бір рет және бес минут ішінде ғана жарамды, басқа порталда қолдануға болмайды. Жабық кілт компьютеріңізден шықпайды.
identity-login-eds-content = Қол қойылатын мәтін
identity-login-with-password = Логин мен пароль арқылы кіру
identity-login-help = Есептік жазбаны және бір реттік парольді мемлекеттік органыңыздың әкімшісі береді. Пароль бірнеше рет қатарынан қате терілсе, кіру біраз уақытқа бұғатталады, күту уақыты әр жолы ұзарады.
    .title = Кіре алмай жатсаңыз
identity-logged-out = Сіз порталдан шықтыңыз.
identity-method-password = пароль арқылы
identity-method-eds = ЭЦҚ арқылы

## Менің есептік жазбам
identity-profile = Менің есептік жазбам
identity-iin = Жеке сәйкестендіру нөмірі (ЖСН)
identity-position = Лауазымы
identity-positions = Лауазымдары
identity-positions-none = Лауазымы көрсетілмеген.
identity-role = Рөл
identity-roles = Рөлдері
identity-no-roles = Рөл берілмеген.
identity-whole-portal = Бүкіл портал
identity-my-certificates = Тіркеу куәліктерім
identity-language = Тіл
identity-language-label = Беттер мен хаттардың тілі
identity-own-name-kk = Қазақша
identity-own-name-ru = Русский
identity-own-name-en = English
identity-email = Электрондық пошта
identity-email-label = Хабарламалар жіберілетін электрондық пошта мекенжайы
identity-password-change = Парольді өзгерту
identity-password-change-lead = Пароль өзгерген соң осы сеанстан басқа барлық сеанс аяқталады.
identity-password-current = Қазіргі пароль
identity-password-new = Жаңа пароль
identity-password-repeat = Жаңа парольді қайталаңыз
identity-password-rules = Кемінде { $min } таңба. Логиніңіз бен аты-жөніңіз кірмеуге, көп қолданылатын пароль болмауға тиіс. Бірнеше сөзден құралған сөйлем қолайлы.
identity-password-changed = Пароль өзгертілді, басқа сеанстар аяқталды.
identity-sessions = Сеанстар
identity-sessions-lead = Порталға кірген құрылғыларыңыз. Танымайтын сеансты аяқтап, парольді өзгертіңіз.
identity-session-device = Құрылғы
identity-session-address = IP-мекенжай
identity-session-begun = Кірген уақыты
identity-session-seen = Соңғы әрекет
identity-session-present = Осы сеанс
identity-session-unknown = Белгісіз бағдарлама
identity-session-revoke = Аяқтау
identity-session-revoked = Сеанс аяқталды.
identity-sessions-revoke-others = Басқа барлық сеансты аяқтау
identity-sessions-revoked = { $count ->
    [0] Аяқталатын басқа сеанс болған жоқ.
   *[other] { $count } сеанс аяқталды.
 }

## Әкімшілік ету
identity-nav-admin = Әкімшілік ету
identity-admin = Әкімшілік ету
identity-admin-certificates = Тіркеу куәліктері
identity-admin-certificates-lead = Өтінімдер мен берілген тіркеу куәліктері
identity-admin-calendar = Жұмыс күнтізбесі
identity-admin-calendar-lead = Мереке, демалыс және ауыстырылған жұмыс күндері
identity-state = Мәртебе
identity-inactive = Белсенді емес
identity-none = көрсетілмеген
identity-not-chosen = Таңдалмаған
identity-in-kazakh = қазақша
identity-in-russian = орысша
identity-in-english = ағылшынша
identity-number-hint = 12 цифр
identity-term = Мерзімі
identity-period = { $from } – { $until }
identity-since = { $from } күнінен бастап
identity-first-day = Бірінші күні
identity-last-day = Соңғы күні

## Мемлекеттік органдар
identity-bodies = Мемлекеттік органдар
identity-bodies-count = { $count } мемлекеттік орган
identity-body = Мемлекеттік орган
identity-body-new = Мемлекеттік орган қосу
identity-body-edit = Мемлекеттік органның деректерін өзгерту
identity-body-created = Мемлекеттік орган тіркелді.
identity-body-people = Осы органның қызметкерлері
identity-body-deactivate = Қатысушылардан шығару
identity-body-deactivate-question = «{ $name }» портал қатысушыларынан шығарылсын ба?
identity-body-deactivate-consequence = Органдағы рөлдер күшін жояды, оның қызметкерлері орган атынан әрекет ете алмайды. Жобалары, қолтаңбалары мен тарихы сақталады. Органды кейін қайта қосуға болады.
identity-body-deactivated = Орган портал қатысушыларынан шығарылды.
identity-body-activate = Қатысушыларға қайта қосу
identity-body-activated = Орган портал қатысушыларына қайта қосылды.
identity-search-body = Атауы немесе БСН
identity-also-inactive = Шығарылған органдар да
identity-bin = Бизнес-сәйкестендіру нөмірі (БСН)
identity-kind = Органның түрі
identity-kind-chancellery = Премьер-Министр Кеңсесі
identity-kind-presidential_administration = Президент Әкімшілігі
identity-kind-ministry = Министрлік
identity-kind-agency = Агенттік
identity-kind-region = Жергілікті атқарушы орган
identity-kind-other = Өзге орган
identity-full-name = Толық атауы
identity-short-name = Қысқа атауы
identity-parent = Жоғары тұрған орган
identity-no-parent = Жоқ
identity-no-head = Тағайындалмаған
identity-unit = Құрылымдық бөлімше
identity-units = Құрылымдық бөлімшелер
identity-units-none = Бөлімшелер енгізілмеген.
identity-unit-new = Бөлімше қосу
identity-unit-edit = Бөлімшені өзгерту
identity-unit-parent = Жоғары тұрған бөлімше
identity-unit-closed = Бөлімше жабылған

## Адамдар
identity-people = Қызметкерлер
identity-people-count = { $count } қызметкер
identity-person = Қызметкер
identity-person-new = Қызметкерді тіркеу
identity-person-edit = Қызметкердің деректерін өзгерту
identity-person-created = Қызметкер тіркелді.
identity-person-deactivate = Порталға кіруін тоқтату
identity-person-deactivate-question = { $name }: порталға кіруі тоқтатылсын ба?
identity-person-deactivate-consequence = Қызметкердің барлық сеансы бірден аяқталады, ол порталға кіре алмайды. Қойған қолтаңбалары мен жасаған әрекеттерінің тарихы сақталады.
identity-person-deactivated = Қызметкердің порталға кіруі тоқтатылды.
identity-person-activate = Порталға кіруін қалпына келтіру
identity-person-activated = Қызметкердің порталға кіруі қалпына келтірілді.
identity-search-person = Аты-жөні, логині, ЖСН немесе лауазымы
identity-also-barred = Кіруі тоқтатылғандар да
identity-surname = Тегі
identity-given = Аты
identity-patronymic = Әкесінің аты
identity-login-hint = Латын әріптері, цифрлар, нүкте, сызықша. Тек ЭЦҚ арқылы кіретін қызметкер үшін бос қалдырыңыз.
identity-registered = Тіркелген күні
identity-position-first = Бірінші лауазымы
identity-position-title = Лауазымның атауы
identity-position-new = Лауазым қосу
identity-position-added = Лауазым қосылды.
identity-position-end = Лауазымнан босату
identity-password-reset = Бір реттік пароль беру
identity-password-reset-question = { $name }: бір реттік пароль берілсін бе?
identity-password-reset-consequence = Бұрынғы пароль бірден жарамсыз болады, қызметкердің барлық сеансы аяқталады. Бір реттік пароль үш күн жарамды, алғашқы кіргенде оны өзгерту міндетті.
identity-one-time = Бір реттік пароль
identity-one-time-warning = Пароль тек қазір көрсетіледі және еш жерде сақталмайды. Оны қызметкердің өзіне ғана айтыңыз, электрондық поштамен жібермеңіз.

## Рөлдер
identity-role-rights = Рөлдер не істей алады
identity-role-rights-lead = Әр рөлдің құқықтары және оны кім береді
identity-role-may = Не істей алады
identity-role-place = Қайда беріледі
identity-role-giver = Кім береді
identity-role-since = Берілген күні
identity-role-rules = Жалпы қағидалар
identity-role-rule-own = Ешкім өз рөлдерін және өзінің порталға кіру құқығын өзгерте алмайды.
identity-role-rule-above = Ешкім өзінен жоғары рөлді бере алмайды.
identity-role-rule-separation = Бір адам әрі әкімші, әрі ақпараттық қауіпсіздікке жауапты адам бола алмайды.
identity-role-rule-head = Мемлекеттік органның бір ғана басшысы болады; оның орнына тек міндетін атқаруға ресми тағайындалған адам қол қояды.
identity-role-rule-last = Порталдың соңғы әкімшісін рөлінен айыруға болмайды.
identity-may-head_of_body = Орган атынан жобаларға қол қояды, өкілдерді тағайындайды, келіседі немесе келісуден бас тартады.
identity-may-drafter = Жобаларды орналастырады, нұсқаларын дайындайды, ескертулерге жауап береді, жобаны келісуге жібереді.
identity-may-approver = Басшы тағайындаған жобаларды қарайды, ескертулер енгізеді, шешім жобасын дайындайды.
identity-may-records_clerk = Органға келіп түскен хаттарды тіркейді.
identity-may-control_officer = Кеңсеге түскен жобаларды қабылдайды және тексереді.
identity-may-chancellery_unit_officer = Жобаларды Кеңсенің құрылымдық бөлімінде қарайды.
identity-may-controller = Өз органына бағытталған тапсырмалардың орындалуы туралы ескертпелерді қарайды.
identity-may-administrator = Қызметкерлерді, бөлімшелерді, рөлдер мен тіркеу куәліктерін жүргізеді: бір органда немесе бүкіл порталда. Жобалар бойынша шешім қабылдамайды.
identity-may-security_officer = Жүгіністерді есепке алу журналын қарайды және экспорттайды. Ештеңені өзгертпейді.
identity-place-portal = Тек бүкіл порталда
identity-place-any = Органда немесе бүкіл порталда
identity-place-chancellery = Тек Премьер-Министр Кеңсесінде
identity-place-body = Мемлекеттік органда
identity-giver-portal = Порталдың әкімшісі
identity-giver-any = Порталдың немесе сол органның әкімшісі
identity-role-new = Рөл беру
identity-role-body-hint = Әкімші мен ақпараттық қауіпсіздікке жауапты адамнан басқа рөлдер үшін мемлекеттік органды таңдау міндетті.
identity-role-granted = Рөл берілді. Ол келесі сұраудан бастап күшіне енеді.
identity-role-withdraw = Рөлді қайтарып алу
identity-role-withdraw-question = { $name }: «{ $role }» рөлі қайтарып алынсын ба?
identity-role-withdraw-consequence = Құқықтар келесі сұраудан бастап күшін жояды. Бұрын жасалған әрекеттер мен қойылған қолтаңбалар сақталады.
identity-role-withdrawn = Рөл қайтарып алынды.

## Басшының міндетін атқару
identity-acting = Басшының міндетін атқарушылар
identity-acting-none = Басшының міндетін атқарушы тағайындалмаған.
identity-acting-new = Басшының міндетін атқарушыны тағайындау
identity-acting-lead = Басшы болмаған кезеңде оның орнына қол қою құқығы ресми тағайындалған адамға ғана беріледі.
identity-acting-who = Міндетін атқарушы
identity-acting-for = Кімнің орнына
identity-acting-appointed = Басшының міндетін атқарушы тағайындалды.
identity-acting-end = Тағайындауды тоқтату
identity-acting-end-question = { $name }: басшының міндетін атқаруы тоқтатылсын ба?
identity-acting-end-consequence = Бүгіннен бастап ол басшының орнына қол қоя алмайды. Бұрын қойылған қолтаңбалар күшін сақтайды.
identity-acting-ended = Тағайындау тоқтатылды.

## Ақпараттық жүйелер
identity-systems = Ақпараттық жүйелер
identity-systems-count = { $count } ақпараттық жүйе
identity-systems-lead = Порталдың бағдарламалық интерфейсіне өз атынан қосылатын жүйелер. Олар қол қоймайды және әкімшілік етпейді.
identity-systems-none = Ақпараттық жүйе тіркелмеген
identity-system = Ақпараттық жүйе
identity-system-name = Ақпараттық жүйенің атауы
identity-system-new = Ақпараттық жүйені тіркеу
identity-system-roles = Рөлдері
identity-system-roles-hint = Жүйе таңдалған органның атынан осы рөлдерде әрекет етеді.
identity-system-until = Токеннің жарамдылық мерзімі
identity-system-days = Токен неше күн жарамды болады
identity-system-active = Жарамды
identity-system-expired = Мерзімі өткен
identity-system-revoked = Кері қайтарып алынған
identity-system-renew = Жаңа токен беру
identity-system-renew-consequence = Бұрынғы токен бірден жарамсыз болады.
identity-system-revoke = Токенді кері қайтарып алу
identity-system-revoke-question = { $name }: токен кері қайтарып алынсын ба?
identity-system-revoke-consequence = Жүйе порталға бірден қосыла алмай қалады. Кейін жаңа токен беруге болады.
identity-system-revoked-done = Токен кері қайтарып алынды.
identity-token = Токен
identity-token-warning = Токен тек қазір көрсетіледі және еш жерде сақталмайды. Оны жүйенің баптауларына көшіріп, ешкімге жібермеңіз.

## Өрістердегі қателер
identity-error-number-form = Нөмір 12 цифрдан тұруға тиіс
identity-error-check-digit = Нөмірдің соңғы цифры сәйкес келмейді: нөмірді құжаттан тексеріңіз
identity-error-iin-content = Нөмірдегі туған күн немесе ғасыр белгісі жоқ мәнге сілтейді: нөмірді құжаттан тексеріңіз
identity-error-bin-content = Нөмірдегі тіркелген ай немесе ұйым түрі жоқ мәнге сілтейді: нөмірді құжаттан тексеріңіз
identity-error-taken-iin = Осы ЖСН-мен басқа қызметкер тіркелген
identity-error-taken-bin = Осы БСН-мен басқа орган тіркелген
identity-error-taken-login = Бұл логин бос емес, басқасын таңдаңыз
identity-error-taken-name = Осы атаумен басқа жүйе тіркелген
identity-error-login-form = Логин 3–64 таңбадан: кіші латын әріптерінен, цифрлардан, нүктеден, сызықшадан тұрады
identity-error-email = Мекенжайды толық енгізіңіз, мысалы d.akhmetov@example.kz
identity-error-parent = Бұл таңдау мүмкін емес: ол өзіне бағынады немесе қатысушы емес
identity-error-period = Соңғы күн бірінші күннен ерте болмауға тиіс
identity-error-days = 1 мен { $max } аралығындағы санды енгізіңіз
identity-error-password-short = Пароль тым қысқа: кемінде { $min } таңба қажет
identity-error-password-long = Пароль тым ұзын: ең көбі { $max } таңба
identity-error-password-own-name = Парольде логиніңіз немесе аты-жөніңіз болмауға тиіс
identity-error-password-common = Мұндай парольді табу оңай: басқасын ойлап табыңыз
identity-error-password-current = Қазіргі пароль қате немесе тым көп қате терілді. Біраздан кейін қайталаңыз
identity-error-password-same = Жаңа пароль қазіргісінен өзгеше болуға тиіс
identity-error-password-repeat = Парольдер бірдей емес

## Бас тартулар
identity-refusal-credentials = Логин немесе пароль қате, не бұл есептік жазбамен кіру бұғатталған. Терілгенін тексеріңіз, біраздан кейін қайталаңыз немесе мемлекеттік органыңыздың әкімшісіне жүгініңіз.
identity-refusal-challenge = Қол қойылған сұраудың мерзімі өтті немесе ол бұрын пайдаланылған. Жаңа сұрауға қол қойыңыз.
identity-refusal-unknown-signer = Қолтаңба дұрыс, бірақ тіркеу куәлігіндегі адам осы органның қызметкері ретінде порталда тіркелмеген. Мемлекеттік органыңыздың әкімшісіне жүгініңіз.
identity-refusal-eds-off = Бұл порталда ЭЦҚ арқылы кіру бапталмаған. Логин мен пароль арқылы кіріңіз.
identity-refusal-own-roles = Өз рөлдеріңізді және порталға кіру құқығыңызды өзгерте алмайсыз. Басқа әкімшіге жүгініңіз.
identity-refusal-separation = Бір адам әрі әкімші, әрі ақпараттық қауіпсіздікке жауапты адам бола алмайды. Алдымен екінші рөлін қайтарып алыңыз.
identity-refusal-role-scope = Бұл рөл мұнда берілмейді. «Рөлдер не істей алады» бетінен рөлдің қайда берілетінін қараңыз.
identity-refusal-role-held = Бұл рөл осы адамға берілген.
identity-refusal-head-exists = Органның басшысы бар: { $name }. Алдымен оның рөлін қайтарып алыңыз немесе міндетін атқарушыны тағайындаңыз.
identity-refusal-last-administrator = Бұл – порталдың соңғы әкімшісі. Алдымен басқа әкімші тағайындаңыз.
identity-refusal-no-head = Органның басшысы тағайындалмаған. Алдымен басшы рөлін беріңіз.
identity-refusal-acting-overlap = Бұл күндерде басшының міндетін { $name } атқарады. Басқа кезеңді таңдаңыз немесе бұрынғы тағайындауды тоқтатыңыз.
identity-refusal-acting-is-head = Басшы өзінің міндетін атқарушы бола алмайды. Басқа адамды таңдаңыз.
identity-refusal-inactive-person = Бұл қызметкердің порталға кіруі тоқтатылған. Алдымен оны қалпына келтіріңіз.
identity-refusal-inactive-body = Бұл орган портал қатысушыларынан шығарылған. Алдымен оны қайта қосыңыз.
identity-refusal-active-children = Бұл органға бағынатын органдар портал қатысушылары болып тұр. Алдымен оларды шығарыңыз.
identity-refusal-change-password = Алдымен бір реттік парольді өзгертіңіз.
identity-refusal-second-chancellery = Премьер-Министр Кеңсесі тіркелген, ол біреу ғана болады.

## Профильдегі сілтемелер
identity-profile-more = Хаттар мен күнтізбе
identity-profile-digest = Таңғы хат: қай уақытта, қай тілде
identity-profile-calendar = Мерзімдер күнтізбесі
identity-profile-accesses = Менің деректеріме кім жүгінді

## Міндеттерді жүктеу
identity-delegation = Менің орныма кім істейді
identity-delegation-lead = Болмаған кезіңізде басшының міндеттерін кім атқаратынын бұйрықпен белгілеңіз. Ол адам көрсетілген күндері басшы ретінде ЭЦҚ қоя алады; құжатта кімнің орнына қол қойғаны көрінеді.
identity-delegation-new = Міндетті жүктеу
identity-delegation-none = Ешкімге жүктелген жоқ.
identity-delegation-not-head = Міндетті орган басшысының өзі ғана жүктейді.
identity-delegation-basis = Бұйрықтың нөмірі мен күні немесе себебі
identity-delegation-basis-hint = Мысалы: 2026 жылғы 20 қарашадағы № 115-ж бұйрық, еңбек демалысы
identity-delegation-named = Міндет жүктелді. Сізге де, ол адамға да хабарлама жіберілді.
identity-delegation-end = Міндетті қайтарып алу
identity-error-delegation-past = Бірінші күні бүгіннен ерте болмауы керек.
identity-error-delegation-basis = Бұйрықтың нөмірін немесе себебін жазыңыз.
identity-error-delegation-basis-long = { $limit } таңбадан аспасын.
identity-error-delegation-person = Өз органыңыздың басқа қызметкерін таңдаңыз.
identity-notice-acting-named = Сізге басшының міндеттері жүктелді: { $body }, { $from } – { $until }. Кімнің орнына: { $name }. Негізі: { $basis }.
    .subject = Сізге басшының міндеттері жүктелді
identity-notice-acting-named-head = Сіздің міндеттеріңіз жүктелді: { $name }, { $body }, { $from } – { $until }. Негізі: { $basis }.
    .subject = Міндеттеріңіз жүктелді: { $name }
identity-notice-acting-ended = Басшының міндеттерін атқаруыңыз аяқталды: { $body } ({ $from } – { $until }). Кімнің орнына: { $name }. Негізі: { $basis }.
    .subject = Басшының міндеттерін атқару аяқталды
identity-notice-acting-ended-head = Сіз міндеттеріңізді қайтарып алдыңыз: { $name }, { $body } ({ $from } – { $until }). Негізі: { $basis }.
    .subject = Міндеттеріңізді қайтарып алдыңыз

## Тізімдерді жүктеп алу
identity-export = Осы тізімді жүктеп алу
