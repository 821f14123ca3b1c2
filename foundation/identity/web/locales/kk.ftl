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
identity-method-totp = пароль және бағдарлама коды арқылы
identity-method-passkey = пароль және кіру кілті арқылы
identity-method-recovery = пароль және қосалқы код арқылы

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
identity-search-person = Аты-жөні, логині немесе лауазымы
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
identity-error-password-context = Пароль негізінен портал, мемлекеттік орган немесе лауазым атауынан тұрады: басқа сөздер қосыңыз
identity-error-password-breached = Бұл пароль жария болған парольдер тізімінде бар: басқасын ойлап табыңыз
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
identity-refusal-second-first = Рөліңіз екінші факторды талап етеді. Алдымен оны қосыңыз.
identity-refusal-prove-first = Алдымен парольді тағы бір рет енгізіңіз немесе ЭЦҚ қойыңыз.
identity-refusal-second-over = Кіруді растауға берілген уақыт өтті. Логин мен парольді қайта енгізіңіз.
identity-refusal-second-off = Бұл порталда екінші фактор бапталмаған.
identity-refusal-passkey = Кіру кілтін тексеру мүмкін болмады. Бетті жаңартып, қайталап көріңіз немесе код бағдарламасын қосыңыз.
identity-refusal-too-many-factors = Екінші факторлар тым көп. Алдымен қажетсізін алып тастаңыз.
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

## Екінші фактор
identity-second = Екінші фактор
identity-second-lead = Көпфакторлы аутентификациялау: кірген кезде парольден басқа сізде ғана бар нәрсе де сұралады. Парольді білген бөтен адам порталға кіре алмайды.
identity-second-required = Рөліңіз екінші факторды талап етеді. Оны қоспайынша порталдың басқа беттері ашылмайды.
identity-second-none = Екінші фактор қосылмаған.
identity-second-add-program = Код бағдарламасын қосу
identity-second-add-passkey = Кіру кілтін қосу
identity-passkey-lead = Кіру кілті – осы құрылғыдағы немесе USB-токендегі кілт: саусақ ізімен, бетпен немесе PIN-кодпен ашылады. Оны жалған сайт пайдалана алмайды.
identity-passkey-name-usual = Осы компьютер
identity-passkey-use = Кіру кілтімен растау
identity-passkey-problem = Кіру кілті пайдаланылмады. Қайталап көріңіз немесе басқа тәсілді таңдаңыз.
identity-passkey-script = Кіру кілті үшін браузерде JavaScript қосулы болуы керек. Оның орнына код бағдарламасын пайдалануға болады.
identity-second-added = Екінші фактор қосылды, басқа сеанстар аяқталды.
identity-second-count = { $count ->
    [0] қосылмаған
   *[other] { $count } қосылған
 }
identity-second-eds = ЭЦҚ арқылы кіргенде екінші фактор сұралмайды: жабық кілт тек сізде болады және өз паролімен қорғалған, сондықтан ЭЦҚ-ның өзі екі факторға тең.
    .title = ЭЦҚ арқылы кіретін болсаңыз
identity-second-step = Кіруді растау
identity-second-step-lead = Пароль дұрыс. Енді екінші факторды көрсетіңіз: оған он минут беріледі.
identity-second-code = Код
identity-second-code-hint = Бағдарламадағы алты цифр немесе қосалқы кодтардың бірі
identity-second-lost = Қағазға басып алған қосалқы кодтардың бірін енгізіңіз. Ол да болмаса, ЭЦҚ арқылы кіріңіз немесе мемлекеттік органыңыздың әкімшісіне жүгініңіз: ол екінші факторды алып тастайды.
    .title = Телефоныңыз немесе кілтіңіз жоғалса
identity-second-other = Басқа логинмен кіру
identity-second-reset = Екінші факторды алып тастау
identity-second-reset-question = { $name }: екінші факторы алып тасталсын ба?
identity-second-reset-consequence = Барлық код бағдарламасы, кіру кілті және қосалқы код бірден жарамсыз болады, қызметкердің сеанстары аяқталады. Қызметкерге хабарланады. Алдымен оның өзі сұрағанына көз жеткізіңіз.
identity-second-reset-done = Екінші фактор алып тасталды, қызметкерге хабарланды.
identity-sessions-end = Барлық сеансты аяқтау
identity-sessions-end-question = { $name }: барлық сеансы аяқталсын ба?
identity-sessions-end-consequence = Қызметкер әр құрылғыда қайта кіруге тиіс болады. Енгізіліп, сақталмаған деректер жоғалады.
identity-sessions-end-all = Барлық қызметкердің сеанстарын аяқтау
identity-sessions-end-all-question = Өзіңіздікінен басқа барлық сеанс аяқталсын ба?
identity-sessions-end-all-consequence = Барлығы қайта кіруге тиіс болады. Енгізіліп, сақталмаған деректер жоғалады. Сеанстар бөтен қолға түсуі мүмкін болса, осылай жасаңыз.
identity-sessions-ended = { $count ->
    [0] Сеанс болған жоқ
   *[other] { $count } сеанс аяқталды
 }
identity-error-number-unknown = Бұл ЖСН-мен сіз көре алатын қызметкерлердің ешқайсысы тіркелмеген
identity-email-prove = Есептік жазбаңыз туралы хаттар осы мекенжайға келеді. Оны өзгерту үшін алдымен өзіңіз екеніңізді растаңыз.
identity-factor-totp = Код бағдарламасы
identity-factor-passkey = Кіру кілті
identity-factor-name = Атауы
identity-factor-name-hint = Өзіңізге түсінікті атау, мысалы «Қызметтік телефон»
identity-factor-name-usual = Телефон
identity-factor-kind = Түрі
identity-factor-added = Қосылған уақыты
identity-factor-used = Соңғы рет пайдаланылған уақыты
identity-factor-rename = Атауын өзгерту
identity-factor-remove = Алып тастау
identity-factor-remove-question = «{ $name }» алып тасталсын ба?
identity-factor-remove-consequence = Оның көмегімен кіру мүмкін болмайды. Соңғы екінші фактормен бірге қосалқы кодтар да жарамсыз болады.
identity-factor-removed = Екінші фактор алып тасталды.
identity-program = Код бағдарламасын қосу
identity-program-lead = Телефонға немесе компьютерге RFC 6238 бойынша код шығаратын кез келген бағдарлама жарайды. Ол интернетсіз де жұмыс істейді.
identity-program-scan = Бағдарламаны ашып, QR-кодты камерамен оқыңыз немесе құпия сөзді қолмен теріңіз.
identity-program-type = Бағдарлама көрсеткен алты цифрды төменге енгізіңіз.
identity-program-code = Код бағдарламасына арналған QR-код
identity-program-secret = Құпия сөз
identity-program-first = Бағдарламадағы код
identity-program-confirm = Растау
identity-recovery = Қосалқы кодтар
identity-recovery-left = { $count ->
    [0] Пайдаланылмаған код қалмады: жаңаларын алыңыз.
   *[other] Пайдаланылмаған кодтар саны: { $count }.
 }
identity-recovery-warning = Бұл кодтар тек қазір көрсетіледі, порталда сақталмайды. Олардың әрқайсысы бір рет жарайды.
identity-recovery-print = Бетті басып шығарып, парольден бөлек жерде сақтаңыз: телефоныңыз жоғалған күні осы кодтармен кіресіз.
identity-recovery-anew = Жаңа қосалқы кодтар алу
identity-recovery-anew-question = Жаңа қосалқы кодтар берілсін бе?
identity-recovery-anew-consequence = Бұрынғы кодтардың бәрі бірден жарамсыз болады.
identity-proof = Бұл шынымен сіз екеніңізді растаңыз
identity-proof-lead = Кіру тәсілдерін өзгертпес бұрын парольді тағы бір рет енгізіңіз немесе ЭЦҚ қойыңыз. Растау он минут жарамды.
identity-proof-eds = ЭЦҚ арқылы растау
identity-proof-password = Пароль арқылы растау
identity-error-second-code = Код қате, ескірген немесе пайдаланылып қойған. Бағдарламаның келесі кодын күтіңіз, ол 30 секунд жарамды; ешқайсысы келмесе, құрылғының сағатын желі бойынша қойыңыз. Бірнеше қатеден кейін күту уақыты ұзарады.
identity-error-factor-name-long = Атауы { $limit } таңбадан аспасын
identity-notice-second-added = Есептік жазбаңызға екінші фактор қосылды: { $name }. Оны сіз қоспаған болсаңыз, парольді бірден өзгертіп, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Екінші фактор қосылды
identity-notice-second-removed = Есептік жазбаңыздан екінші фактор алып тасталды: { $name }. Оны сіз алып тастамаған болсаңыз, парольді бірден өзгертіп, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Екінші фактор алып тасталды
identity-notice-second-reset = Әкімші есептік жазбаңыздың екінші факторларын алып тастады ({ $name }). Сіз сұрамаған болсаңыз, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Әкімші екінші факторды алып тастады
identity-notice-second-recovery = Порталға қосалқы кодпен кірдіңіз. Қалған кодтар: { $left }. Бұл сіз болмасаңыз, парольді бірден өзгертіп, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Қосалқы код пайдаланылды
identity-notice-password-changed = Есептік жазбаңыздың паролі өзгертілді. Мұны сіз жасамаған болсаңыз, ақпараттық қауіпсіздікке жауапты адамға бірден хабарлаңыз.
    .subject = Пароліңіз өзгертілді
identity-notice-password-reset = Сізге бір реттік пароль берілді ({ $name }). Бұрынғы пароль жарамсыз. Сіз сұрамаған болсаңыз, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Сізге бір реттік пароль берілді
identity-notice-failed-logins = Сәтсіз әрекеттерден кейін ({ $count }) есептік жазбаңызға кірілді. Бұл сіз болмасаңыз, парольді бірден өзгертіп, ақпараттық қауіпсіздікке жауапты адамға хабарлаңыз.
    .subject = Сәтсіз әрекеттерден кейінгі кіру
identity-notice-address-changed = Есептік жазбаңыздың электрондық пошта мекенжайы өзгертілді ({ $name }). Бұл туралы білмесеңіз, ақпараттық қауіпсіздікке жауапты адамға бірден хабарлаңыз.
    .subject = Электрондық пошта мекенжайыңыз өзгертілді
identity-notice-login-changed = Есептік жазбаңыздың логині өзгертілді ({ $name }). Бұл туралы білмесеңіз, ақпараттық қауіпсіздікке жауапты адамға бірден хабарлаңыз.
    .subject = Логиніңіз өзгертілді

## Қауіпсіздік баптаулары
identity-safety = Қауіпсіздік баптаулары
identity-safety-lead = Деректер мен кілттер кімге ашық, шифрлау, рұқсат етілген желілер
identity-safety-explained = Сақталған құжаттарға порталдан тыс тек порталдың қызметтік есептік жазбасы ғана қол жеткізуі тиіс. Бұл бет баптауларды дәл қазір тексереді; сервердегі «orda admin safety» командасы да осыны көрсетеді.
identity-safety-what = Не тексерілді
identity-safety-subject = Файл немесе баптау
identity-safety-to-do = Не істеу керек
identity-safety-open = Ашық тұр
identity-safety-advice = Ұсыныс
identity-safety-closed = Жабық
identity-safety-good = Реттелген
identity-safety-data = Деректер қалтасы
    .do = Қалтаны тек порталдың қызметтік есептік жазбасына қалдырыңыз: иесін тексеріп, chmod 700 орындаңыз.
identity-safety-keys = Кілттер
    .do = Қалтаға chmod 700, кілт файлына chmod 600 орындап, иесін тексеріңіз.
identity-safety-database = Дерекқор файлы
    .do = Файлға chmod 600 орындап, иесін тексеріңіз.
identity-safety-settings = Баптаулар мен парольдер файлы
    .do = Файлға chmod 600 орындап, иесін тексеріңіз.
identity-safety-backups = Резервтік көшірмелер қалтасы
    .do = { identity-safety-data.do }
identity-safety-drills = Көшірмені қалпына келтіріп тексеру қалтасы
    .do = { identity-safety-data.do }
identity-safety-archives = Есепке алу мұрағаттарының қалтасы
    .do = { identity-safety-data.do }
identity-safety-tls = Шифрланған байланыс
    .do = public_url мекенжайын https:// деп бастап, [tls] бөлімін толтырыңыз немесе TLS прокси-серверін trusted_proxies тізіміне енгізіңіз.
identity-safety-certificate = TLS сертификаты
    .do = Сертификаттың мерзімін, файлдары мен кілтін тексеріп, жаңасын орнына қойыңыз: портал оны өзі оқиды. Жарамсыз файлдың себебі журналда жазылады.
identity-safety-inside = Дерекқормен, поштамен және басқа жүйелермен шифрланған байланыс
    .do = Барлық қосылымды TLS арқылы баптап, network.plain_inside баптауын алып тастаңыз.
identity-safety-networks = Рұқсат етілген желілер
    .do = Мемлекеттік органдардың желілерін permitted_networks тізіміне енгізіңіз.
identity-safety-second = Барлық пайдаланушының екінші факторы
    .do = [second_factor] бөлімінде required = ["all"] деп көрсетіңіз. ЭЦҚ екі фактор болып есептеледі.
identity-safety-limits = Сұраулар шегі
    .do = [limits] бөлімінде шектерді қосыңыз.
identity-safety-antivirus = Қабылданатын файлдарға арналған антивирус
    .do = [antivirus] бөлімінде clamd қызметінің сокетін көрсетіңіз.
