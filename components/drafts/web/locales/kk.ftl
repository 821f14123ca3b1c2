### НҚА жобаларын келісу беттерінің мәтіндері. Алдымен қазақша жазылады, орысша мен ағылшыншасы соған сәйкес беріледі.

## Жалпы сөздер
drafts-nav = НҚА жобалары
drafts-nav-work = Менің жұмысым
drafts-word-title = Атауы
drafts-word-number = Нөмірі
drafts-word-version = Нұсқа
drafts-word-state = Мәртебе
drafts-word-kind = Акт түрі
drafts-word-body = Мемлекеттік орган
drafts-word-drafting-body = Әзірлеуші мемлекеттік орган
drafts-word-approving-bodies = Келісуші мемлекеттік органдар
drafts-word-approving-body = Келісуші мемлекеттік орган
drafts-word-term = Мерзім
drafts-word-progress = Келісу барысы
drafts-word-created = Орналастырылған уақыты
drafts-word-files = Файлдар
drafts-word-person = Қызметкер
drafts-word-decision = Шешім
drafts-word-holder = Кімде
drafts-word-text = Мәтін
drafts-word-action = Әрекет
drafts-word-none = жоқ
drafts-lang-kk = Қазақша
drafts-lang-ru = Орысша
drafts-version = { $n }-нұсқа
# Санға тәуелдік жалғауы санның айтылуына қарай жалғанады: 7-еуі, 12-сі.
drafts-progress = { $total } органның { $done ->
    [0] ешқайсысы
    [1] 1-і
    [2] 2-еуі
    [3] 3-еуі
    [4] 4-еуі
    [5] 5-еуі
    [6] 6-ауы
    [7] 7-еуі
    [9] 9-ы
    [10] 10-ы
    [12] 12-сі
    [16] 16-сы
    [17] 17-сі
    [19] 19-ы
    [20] 20-сы
    [22] 22-сі
    [26] 26-сы
    [27] 27-сі
    [29] 29-ы
    [30] 30-ы
   *[other] { $done }-і
}
drafts-progress-sentence = { $done ->
    [0] { $progress } әлі келіскен жоқ.
   *[other] { $progress } келісті.
}
drafts-progress-refused = { $n ->
    [0] Бас тартқан орган жоқ.
   *[other] Бас тартқан органдар: { $n }.
}

## Мерзімдер
drafts-left-days = { $days ->
    [0] бүгін — соңғы күн
   *[other] { $days } жұмыс күні қалды
}
drafts-left-over = { $days ->
    [0] мерзімі бүгін өтті
   *[other] мерзімі { $days } жұмыс күні бұрын өтті
}
drafts-term-full = { $date }, { $left }
drafts-term-none = мерзім белгіленбеген
drafts-term-how = Қалай есептелді
drafts-term-how-text = Мерзім { $from } күнінің ертеңінен бастап { $days } жұмыс күні болып есептеледі. Соңғы күн — { $until }.
drafts-term-how-weekends = Есептелмеген демалыс күндері: { $n }.
drafts-term-how-holiday = { $date } — { $name } (мереке күні)
drafts-term-how-worked = { $date } — жұмыс күні болып белгіленген демалыс күні
drafts-term-how-changed = Күнтізбе кейін өзгертілді: мерзім белгіленген кездегі соңғы күн, { $date }, өзгермейді.

## Мәртебелер
drafts-state-prepared = Дайындалды
drafts-state-signed_by_drafter = Әзірлеуші қол қойды
drafts-state-on_approval = Келісуде
drafts-state-remarks_received = Ескертулер алынды
drafts-state-approved_by_all = Барлық органмен келісілді
drafts-state-at_chancellery = Кеңседе
drafts-state-superseded = Жаңа нұсқамен ауыстырылды
drafts-body-state-letter_sent = Хат жіберілді
drafts-body-state-not_delivered = Жеткізілмеді
drafts-body-state-registered = Тіркелді
drafts-body-state-with_head = Басшының қарауында
drafts-body-state-representative_named = Өкіл анықталды
drafts-body-state-under_review = Қаралуда
drafts-body-state-approved = Келісілді
drafts-body-state-refused = Бас тартылды
drafts-body-state-no_answer = Жауап жоқ
drafts-body-state-not_sent = Хат әлі жіберілген жоқ
drafts-protocol-state-prepared = Дайындалды
drafts-protocol-state-signed_by_one = Бір тарап қол қойды
drafts-protocol-state-signed_by_both = Екі тарап қол қойды
drafts-protocol-state-waiting = Екінші тараптың қол қоюы күтілуде
drafts-remark-state-open = Жауап күтуде
drafts-remark-state-answered = Жауап берілді
drafts-remark-state-closed = Жабылды
drafts-remark-state-withdrawn = Қайтарып алынды

## Акт түрлері
drafts-kind-law = Қазақстан Республикасының Заңы
drafts-kind-presidential_decree = Қазақстан Республикасы Президентінің Жарлығы
drafts-kind-government_resolution = Қазақстан Республикасы Үкіметінің қаулысы
drafts-kind-prime_minister_order = Қазақстан Республикасы Премьер-Министрінің өкімі
drafts-kind-minister_order = Министрдің немесе агенттік басшысының бұйрығы
drafts-kind-joint_order = Бірлескен бұйрық
drafts-kind-regional_resolution = Жергілікті атқарушы органның қаулысы
drafts-kind-other = Өзге нормативтік құқықтық акт

## Орган түрлері
drafts-body-kind-chancellery = Премьер-Министр Кеңсесі
drafts-body-kind-presidential_administration = Президент Әкімшілігі
drafts-body-kind-ministry = Министрліктер
drafts-body-kind-agency = Агенттіктер
drafts-body-kind-region = Өңірлер
drafts-body-kind-other = Өзге органдар

## Менің жұмысым
drafts-work-title = Менің жұмысым
drafts-work-sentence = { $waiting ->
    [0] Сізді күтіп тұрған іс жоқ.
   *[other] Сізді { $waiting } іс күтіп тұр, { $overdue ->
        [0] мерзімі өткені жоқ.
       *[other] мерзімі өткені — { $overdue }.
    }
}
drafts-work-empty = Қазір барлығы орындалған.
drafts-work-empty-text = Жаңа іс түскенде ол осында шығады, сондай-ақ Сізге хат келеді. Барлық жобаларды тізімнен қарай аласыз.
drafts-work-empty-link = Жобалар тізіміне өту
drafts-work-group-overdue = Мерзімі өткен
drafts-work-group-today = Бүгін
drafts-work-group-week = Осы аптада
drafts-work-group-later = Кейінірек
drafts-work-why = Не істеу керек
drafts-work-until = Қашанға дейін
drafts-work-awaited = Нені күтемін
drafts-work-new = Соңғы кіргеннен бері не өзгерді
drafts-work-new-tag = Жаңа
drafts-work-others = Басқалардан не күтіп отырмын
drafts-work-others-none = Қазір Сіз ешкімнің жауабын күтіп отырған жоқсыз.
drafts-work-others-caption = Жауабы күтілетін органдар
drafts-work-slow = Кешігіп жатыр
drafts-work-more = Тағы да істер бар: алдымен мерзімі жақындары көрсетілді.

## Жобалар тізімі
drafts-list-title = НҚА жобалары
drafts-list-empty = Ештеңе табылмады
drafts-list-empty-text = Сүзгінің шарттарын азайтып көріңіз немесе басқа сөзбен іздеңіз.
drafts-list-empty-all = Сізге көрінетін жоба әлі жоқ
drafts-list-empty-all-text = Жоба Сіздің органыңыз орналастырғанда немесе Сіздің органыңызға келісуге келгенде осында шығады.
drafts-list-new = Жоба орналастыру
drafts-list-postings = Аяқталмаған жобалар: { $n }
drafts-list-filter-words = Іздеу сөздері
drafts-list-filter-words-hint = Жобаның нөмірі немесе атауындағы сөздер
drafts-list-filter-role = Менің рөлім
drafts-list-filter-any = Кез келгені
drafts-list-filter-from = Өзгертілген күні: бастап
drafts-list-filter-to = Өзгертілген күні: дейін
drafts-list-sort = Сұрыптау: { $column }
drafts-list-columns = Бағандар
drafts-list-columns-apply = Бағандарды көрсету
drafts-list-export = Экспорттау
drafts-list-export-xlsx = XLSX жүктеп алу
drafts-list-export-csv = CSV жүктеп алу
drafts-column-number = Нөмірі
drafts-column-title = Атауы
drafts-column-state = Мәртебе
drafts-column-body = Әзірлеуші
drafts-column-progress = Келісу барысы
drafts-column-term = Ең жақын мерзім
drafts-column-changed = Өзгертілді
drafts-column-version = Нұсқа
drafts-column-kind = Акт түрі

## Жобаны орналастыру
drafts-posting-title-new = Жобаны орналастыру
drafts-posting-title-change = Жобаны өзгерту
drafts-posting-title-version = Жаңа нұсқаны орналастыру
drafts-posting-steps = Қадамдар
drafts-posting-step-of = { $total } қадамның { $n }-қадамы
drafts-posting-step-title = Атауы мен түрі
drafts-posting-step-text = Мәтіндер
drafts-posting-step-files = Файлдар
drafts-posting-step-bodies = Келісуші органдар
drafts-posting-step-term = Келісу мерзімі
drafts-posting-step-check = Жауаптарды тексеру
drafts-posting-body = Қай органның атынан орналастырасыз?
drafts-posting-title-question = Жоба қалай аталады және ол қандай акт?
drafts-posting-title-kk = Атауы қазақша
drafts-posting-title-ru = Атауы орысша
drafts-posting-title-en = Атауы ағылшынша (міндетті емес)
drafts-posting-title-hint = Актінің өзінде қалай жазылса, сондай толық атауы
drafts-posting-kind = Акт түрі
drafts-posting-text-question = Жобаның мәтіні
drafts-posting-text-hint = Әр тармақты жаңа жолдан бастаңыз: ескертулер мен нұсқаларды салыстыру тармақ бойынша жүргізіледі. Мәтін болмаса, файлдардың өзі жеткілікті.
drafts-posting-text-kk = Мәтіні қазақша
drafts-posting-text-ru = Мәтіні орысша
drafts-posting-files-question = Жобаның файлдары
drafts-posting-next = Жалғастыру
drafts-posting-later = Кейін оралу
drafts-posting-bodies-question = Жобаны қай мемлекеттік органдар келіседі?
drafts-posting-bodies-hint = Хат пен жоба дәл осы тізімдегі органдарға барады. Жіберілгеннен кейін тізімді тек жаңа нұсқамен өзгертуге болады.
drafts-posting-bodies-search = Органды іздеу
drafts-posting-bodies-search-hint = Атауының бір бөлігін жазыңыз; белгіленгендері сақталады
drafts-posting-bodies-find = Іздеу
drafts-posting-bodies-found = Табылған органдар: { $n }
drafts-posting-bodies-chosen = Таңдалды: { $n }
drafts-posting-bodies-last = Өткен жолғы тізімді белгілеу
drafts-posting-bodies-last-hint = Соңғы орналастырған жобаңыздағы органдар: { $n }
drafts-posting-bodies-group = { $name } тобын түгел белгілеу
drafts-posting-term-question = Келісуге неше жұмыс күні беріледі?
drafts-posting-term = Жұмыс күндерінің саны
drafts-posting-term-hint = Мерзім хат жіберілген күннің ертеңінен есептеледі; ең көбі — { $longest } күн
drafts-posting-secrets = Жобада мемлекеттік құпияларға жататын мәліметтер жоқ екенін растаймын
drafts-posting-secrets-hint = Порталда мемлекеттік құпиялар сақталмайды және берілмейді (385-бұйрық, 3-тармақ)
drafts-posting-check-question = Орналастырмас бұрын жауаптарды тексеріңіз
drafts-posting-check-missing = Орналастыру үшін мыналар жетіспейді
drafts-posting-change = Өзгерту
drafts-posting-post-new = Орналастыру
drafts-posting-post-change = Өзгерістерді сақтау
drafts-posting-post-version = Жаңа нұсқаны орналастыру
drafts-posting-after-new = Орналастырғаннан кейін басшы жобаға ЭЦҚ қояды, содан соң оны келісуге жіберуге болады.
drafts-posting-after-change = Мазмұны өзгерсе, басшының қойған қолтаңбасы күшін жояды және қайта қойылуы тиіс.
drafts-posting-after-version = Жаңа нұсқа «Дайындалды» мәртебесінен басталады: оған қолтаңба да, органдардың шешімдері де көшпейді.
drafts-posting-break = Қазіргі нұсқаны келісу тоқтатылатынын түсінемін
drafts-posting-break-hint = Бірде-бір орган ескерту айтқан немесе бас тартқан жоқ. Жаңа нұсқа орналастырылса, жүріп жатқан келісу үзіледі, алынған келісулер есептелмейді.
drafts-posting-overtaken = Сіз нысанды бастағаннан кейін бұл нұсқаны { $name } өзгертті ({ $at }). Оны сіздің нысаныңыз алмастырады.
drafts-posting-overtaken-see = Қазіргі нұсқаны көру
drafts-posting-overtaken-yes = Өзгерістерді көрдім және өз нысаныма енгіздім
drafts-posting-overtaken-hint = Белгілемесеңіз, нысан орналастырылмайды; толтырғаныңыз сақталады.
drafts-posting-save = Сақтап, жалғастыру
drafts-posting-save-return = Сақтап, кейін оралу
drafts-posting-back = Артқа
drafts-posting-saved = Жазылғаны сақталды. Оған «Аяқталмаған жобалар» бетінен қайта оралуға болады.
drafts-posting-deleted = Аяқталмаған жоба өшірілді.
drafts-posted-new = Жоба орналастырылды. Енді басшы оған қол қоюы керек.
drafts-posted-change = Өзгерістер сақталды.
drafts-posted-version = Жаңа нұсқа орналастырылды. Енді басшы оған қол қоюы керек.
drafts-posting-secrets-legend = Мемлекеттік құпиялар
drafts-postings-saved-at = Сақталған уақыты
drafts-posting-length = { $kk } тармақ қазақша, { $ru } тармақ орысша
drafts-postings-title = Аяқталмаған жобалар
drafts-postings-caption = Бастаған, бірақ әлі орналастырмаған жобаларыңыз
drafts-postings-what = Не орналастырылады
drafts-postings-empty = Аяқталмаған жоба жоқ
drafts-postings-empty-text = Жобаны орналастыруды бастасаңыз, ол аяқталғанша осында сақталады.
drafts-postings-start = Жаңа жобаны бастау
drafts-postings-delete = Өшіру
drafts-postings-delete-of = Өшіру: { $title }
drafts-postings-untitled = Атауы әлі жазылмаған
drafts-postings-delete-title = Аяқталмаған жобаны өшіру
drafts-postings-delete-text = «{ $title }» өшіріледі, салынған файлдарымен бірге. Оны қайтару мүмкін емес.
drafts-postings-delete-confirm = Иә, өшіру

## Жобаның картасы
drafts-card-now = Қазір істелетіні
drafts-card-now-none = Қазір Сізден ешнәрсе талап етілмейді.
drafts-card-older = Сіз ескі нұсқаны қарап отырсыз ({ $n }-нұсқа). Қазіргі нұсқа — { $current }-нұсқа.
drafts-card-older-link = Қазіргі нұсқаға өту
drafts-card-superseded = Бұл нұсқа жаңасымен ауыстырылды: оқуға болады, бірақ өзгертілмейді.
drafts-card-picture = Келісу көрінісі
drafts-card-picture-caption = Келісуші мемлекеттік органдардың жағдайы
drafts-card-picture-label = Келісілді: { $approved }, бас тартылды: { $refused }, қаралуда: { $working }, жауап жоқ: { $silent }
drafts-card-picture-not-sent = Жоба келісуге әлі жіберілген жоқ. Оны { $n } орган келіседі.
drafts-card-requisites = Негізгі мәліметтер
drafts-card-more = Басқа әрекеттер
drafts-card-letter-outstanding = хат жіберілмеген
drafts-card-late = мерзімінен кеш
drafts-card-protocol = Келіспеушілік хаттамасы
drafts-card-open-remarks = Ашық ескертулер: { $n }
drafts-card-since = { $date } күнінен бастап
drafts-card-term-days = { $days } жұмыс күні
drafts-tab-list = Картаның бөлімдері
drafts-tab-text = Мәтін
drafts-tab-remarks = Ескертулер
drafts-tab-files = Файлдар мен нұсқалар
drafts-tab-signatures = Қолтаңбалар
drafts-tab-letters = Хаттар
drafts-tab-history = Тарих
drafts-tab-access = Кім көре алады

## Мәтін
drafts-text-kk = Қазақша
drafts-text-ru = Орысша
drafts-text-both = Қатар
drafts-text-none = Бұл нұсқаның мәтіні енгізілмеген: жоба файлдарда.
drafts-text-missing-twin = Бұл тілде сыңары жоқ
drafts-text-switch = Мәтінді көрсету
drafts-text-compare = Нұсқаларды салыстыру
drafts-text-paragraph-link = Сілтеме: { $place }
drafts-text-remark-add = Ескерту жазу
drafts-text-remarks = Ескертулер: { $place }
drafts-text-suggestion-old = Қазіргі мәтін
drafts-text-suggestion-new = Ұсынылған мәтін

## Ескертулер
drafts-remarks-none = Бұл нұсқаға ескерту жоқ.
drafts-remarks-add = Ескерту жазу
drafts-remark-number = { $n }-ескерту
drafts-remark-whole = Жобаға толығымен
drafts-remark-by = { $person }, { $body }
drafts-remark-suggestion = Ұсынылатын мәтін
drafts-remark-answer-accepted = Қабылданды
drafts-remark-answer-rejected = Қабылданбады
drafts-remark-answer-by = { $person } жауап берді, { $at }
drafts-remark-answer = Жауап беру
drafts-remark-answer-again = Жауапты өзгерту
drafts-remark-close = Жабу
drafts-remark-withdraw = Қайтарып алу
drafts-remark-action-of = { $action }: { $n }-ескерту
drafts-remark-add-title = Ескерту жазу
drafts-remark-add-text = Ескерту
drafts-remark-add-text-hint = Неге келіспейсіз және нені өзгерту керек
drafts-remark-add-paragraph = Тармақтың нөмірі
drafts-remark-add-paragraph-hint = Бүкіл жобаға қатысты болса, бос қалдырыңыз
drafts-remark-add-suggestion = Ұсынылатын мәтін (міндетті емес)
drafts-remark-add-suggestion-hint = Тармақ қалай жазылуы керек
drafts-remark-add-submit = Ескертуді қосу
drafts-remark-add-version = Ескерту { $n }-нұсқаға жазылады. Оны жұмыс тобы мен әзірлеуші көреді.
drafts-remark-answer-title = Ескертуге жауап беру
drafts-remark-answer-decision = Ескерту қабылдана ма?
drafts-remark-answer-accept = Иә, қабылданады
drafts-remark-answer-reject = Жоқ, қабылданбайды
drafts-remark-answer-text = Жауап
drafts-remark-answer-text-hint = Не өзгертілетінін немесе неге қабылданбайтынын жазыңыз
drafts-remark-answer-submit = Жауап беру
drafts-remark-close-title = Ескертуді жабу
drafts-remark-close-text = Ескерту шешілді деп жабылады. Жабылған ескерту Сіздің органыңыздың келісуіне кедергі болмайды және қайта ашылмайды.
drafts-remark-withdraw-title = Ескертуді қайтарып алу
drafts-remark-withdraw-text = Ескерту қайтарып алынады. Ол тарихта қалады, бірақ әзірлеушіден жауап талап етпейді.

## Файлдар мен нұсқалар
drafts-files-none = Файл жоқ
drafts-versions-caption = Жобаның барлық нұсқалары
drafts-versions-current = қазіргі
drafts-versions-compare = Алдыңғысымен салыстыру

## Қолтаңбалар
drafts-signatures-none = Бұл нұсқаға әлі ешкім қол қойған жоқ.
drafts-signatures-how = Қолтаңбаны порталсыз да тексеруге болады: манифест пен қолтаңбаны жүктеп алып, «openssl cms -verify» бұйрығын орындаңыз.
drafts-signatures-download-cms = Қолтаңба (.p7s)
drafts-signatures-download-manifest = Манифест (.json)
drafts-signatures-container = Бәрін бірге жүктеу: қол қойылған бөліктер, қолтаңбалар және олардың дәлелдері (ASiC-E)
drafts-signatures-acting = Міндетін атқарушы ретінде
drafts-signatures-void = Күші жойылды: мазмұны кейін өзгертілді

## Хаттар
drafts-letters-none = Хат әлі жіберілген жоқ.
drafts-letters-of = { $body }: { $n } хат
drafts-letter-cover = Ілеспе хат
drafts-letter-refusal = Келісуден бас тарту туралы ресми хат
drafts-letter-chancellery = Кеңсеге хат
drafts-letter-to = Кімге
drafts-letter-from = Кімнен
drafts-letter-number = Шығыс нөмірі
drafts-letter-date = Шығыс күні
drafts-letter-incoming-number = Кіріс нөмірі
drafts-letter-incoming-date = Кіріс күні
drafts-letter-signer = Қол қоюшы
drafts-letter-subject = Тақырыбы
drafts-letter-text = Хаттың мәтіні
drafts-letter-link = Жобаға сілтеме
drafts-letter-exchange = Хат алмасудағы карта
drafts-letter-sent = Жіберілді

## Тарих
drafts-history-none = Оқиға жоқ.
drafts-history-on-version = { $n }-нұсқа

## Кім көре алады
drafts-access-intro = Жобаны тек төмендегі адамдар көреді. Тізімде жоқ адамға жоба бар екені де көрсетілмейді.
drafts-access-caption = Жобаға қол жеткізе алатын адамдар
drafts-access-why = Неге көреді

## Салыстыру
drafts-compare-title = Нұсқаларды салыстыру
drafts-compare-from = Ескі нұсқа
drafts-compare-to = Жаңа нұсқа
drafts-compare-language = Мәтіннің тілі
drafts-compare-view = Көрініс
drafts-compare-side = Қатар
drafts-compare-inline = Бір мәтінде
drafts-compare-changed = Тек өзгерген тармақтар
drafts-compare-show = Көрсету
drafts-compare-summary = Өзгерген: { $changed }, қосылған: { $added }, алынған: { $removed }, орны ауысқан: { $moved }, нөмірі өзгерген: { $renumbered }, өзгермеген: { $same }
drafts-compare-none = Мәтінде айырмашылық жоқ.
drafts-compare-caption = { $from }-нұсқа мен { $to }-нұсқаның тармақтары
drafts-compare-added = Қосылды
drafts-compare-removed = Алынды
drafts-compare-altered = Өзгерді
drafts-compare-same = Өзгерген жоқ
drafts-compare-change = Өзгеріс
drafts-compare-skipped = Өзгермеген { $n } тармақ көрсетілмеді
drafts-compare-one = Жобаның бір ғана нұсқасы бар: салыстыратын ештеңе жоқ.
drafts-compare-empty = Бұл тілдегі мәтін салыстырылатын нұсқаларда жоқ.
drafts-text-remark-add-to = Ескерту жазу: { $place }
drafts-text-untranslated = Аударылмаған: екі тілдегі мәтін бірдей
drafts-text-table = Салыстырмалы кесте
drafts-text-akoma = Akoma Ntoso (XML)
drafts-text-from-file = { $language }: мәтін «{ $file }» файлынан алынды
drafts-text-no-kazakh = Жобаның қазақша мәтіні жоқ. Қазақ тіліндегі ақпараттың көлемі орыс тіліндегіден кем болмауға тиіс.
drafts-text-no-russian = Жобаның орысша мәтіні жоқ.
drafts-text-amount = құрылымдық элементтер: { $units }, сөздер: { $words }, таңбалар: { $characters }
drafts-text-twins-missing = Қазақша сыңары жоқ: { $kazakh }, орысша сыңары жоқ: { $russian }.
drafts-text-twins-whole = Әр құрылымдық элементтің екі тілде де мәтіні бар.
drafts-text-both-show = Екі тілде қатар қарау
drafts-text-place = Мәтіндегі орны
drafts-remark-place = Мәтіндегі орны
drafts-remark-wording-accept = Ұсынылған мәтінді қабылдау
drafts-remark-wording-reject = Ұсынылған мәтінді қабылдамау
drafts-remark-wording-accepted-text = Ұсынылған мәтін қабылданды, келесі нұсқаға енгізіледі.
drafts-accepted-title = Қабылданған ұсынымдар: { $n }
drafts-accepted-text = Келесі нұсқаға енгізілетін мәтін:
drafts-compare-renumbered = Нөмірі өзгерді
drafts-compare-moved = Орны ауысты
drafts-compare-moved-altered = Орны ауысып, өзгерді
drafts-compare-moved-away = Басқа орынға көшті
drafts-compare-which = Қай тармақтар
drafts-compare-all = Барлық тармақтар
drafts-table-title = Салыстырмалы кесте
drafts-table-explained = { $from }-нұсқа мен { $to }-нұсқаның айырмашылықтары: { $n }. Негіздеме ретінде қабылданған ескертулер келтірілген.
drafts-table-number = Р/с №
drafts-table-element = Құрылымдық элемент
drafts-table-in-force = Қолданыстағы редакция
drafts-table-proposed = Ұсынылатын редакция
drafts-table-reason = Негіздеме
drafts-table-docx = DOCX жүктеу
drafts-table-pdf = PDF жүктеу
drafts-table-xlsx = XLSX жүктеу

## Басшының қол қоюы
drafts-sign-title = Жобаға қол қою
drafts-sign-meaning = Қол қойғаннан кейін жобаны келісуші мемлекеттік органдарға жіберуге болады. Қолтаңба дәл осы нұсқа мен осы файлдарға қойылады; олардың кез келгені өзгерсе, қолтаңба күшін жояды.
drafts-sign-done = Жобаға қол қойылды.
drafts-approve-title = Жобаны келісу
drafts-approve-meaning = ЭЦҚ қойып, Сіз органыңыздың атынан жобаның осы нұсқасын ескертусіз және ұсыныссыз келісесіз. Бұл шешім осы нұсқаға бір рет қабылданады.
drafts-approve-done = Жоба келісілді.
drafts-approve-open-remarks = Органыңыздың { $n } ескертуі әлі жабылған жоқ. Келісуден бұрын оларды авторлары жабуы немесе қайтарып алуы тиіс.
drafts-next-waiting = Келесі іс Сіздің қолтаңбаңызды күтуде
drafts-next-none = Қолтаңбаңызды күтіп тұрған басқа іс жоқ.
drafts-signed-card = Жобаның картасына өту

## Өзгерту
drafts-change-title = Дайындалған жобаны өзгерту
drafts-change-warning = Жобаға басшы қол қойған. Мазмұнын өзгертсеңіз, оның қолтаңбасы күшін жояды және қайта қойылуы тиіс.
drafts-change-text = Өзгерістер жазылғанға дейін жобаның өзі өзгермейді: алдымен көшірмесін толтырып, соңында сақтайсыз.
drafts-change-confirm = Өзгертуді бастау
drafts-version-title = Жаңа нұсқаны орналастыру
drafts-version-text = Жаңа нұсқа қазіргісінің көшірмесінен басталады. Орналастырылғаннан кейін { $n }-нұсқа «Жаңа нұсқамен ауыстырылды» болады: ескертулерімен, шешімдерімен және қолтаңбаларымен бірге оқуға қалады.
drafts-version-confirm = Жаңа нұсқаны бастау

## Жіберу
drafts-send-title = Келісуге жіберу
drafts-send-text = Хат { $n } мемлекеттік органға жіберіледі. Жобаның өзі порталда қалады: хатта тек сілтеме болады.
drafts-send-letter = Ілеспе хаттың мәтіні
drafts-send-letter-hint = Жобаға сілтемені қалдырыңыз: онсыз хат жіберілмейді
drafts-send-number-hint = Мысалы, 12-03/1542
drafts-send-submit = Келісуге жіберу
drafts-send-done = Жоба { $n } мемлекеттік органға келісуге жіберілді.
drafts-send-to = Хатты алатын органдар
drafts-chancellery-title = Кеңсеге жіберу
drafts-chancellery-text = Жоба барлық қолтаңбаларымен және хаттамаларымен бірге Премьер-Министр Кеңсесіне қарауға жіберіледі.
drafts-chancellery-ready = Барлық органның басшылары қол қойды: жіберуге болады.
drafts-chancellery-barred = Жобаны Кеңсеге әлі жіберуге болмайды
drafts-chancellery-missing = Мына органдардың келісуі жетіспейді
drafts-chancellery-submit = Кеңсеге жіберу
drafts-chancellery-done = Жоба Премьер-Министр Кеңсесіне жіберілді.
drafts-resend-title = Хатты қайта жіберу
drafts-resend-text = Хат { $body } органына жеткізілмеді. Ол көшірмесіз қайта жіберіледі.
drafts-resend-submit = Қайта жіберу
drafts-resend-done = Хат қайта жіберілді.
drafts-prolong-title = Мерзімді ұзарту
drafts-prolong-text = Орган: { $body }. Қазіргі мерзім: { $until }.
drafts-prolong-days = Бүгіннен бастап неше жұмыс күні беріледі?
drafts-prolong-submit = Мерзімді ұзарту
drafts-prolong-done = Мерзім ұзартылды.

## Келісуші органның әрекеттері
drafts-register-title = Ілеспе хатты тіркеу
drafts-register-text = Нөмір мен күн жоба картасында көрсетіледі. Хат бір рет тіркеледі.
drafts-register-number-hint = Органыңыздың тіркеу журналындағы нөмірі
drafts-register-date-hint = Мысалы, 27.11.2026
drafts-register-submit = Тіркеу
drafts-register-done = Хат тіркелді.
drafts-pass-title = Басшыға беру
drafts-pass-text = Тіркелген хат басшының қарарына беріледі, басшы хабардар етіледі.
drafts-pass-submit = Басшыға беру
drafts-pass-done = Хат басшыға берілді.
drafts-name-title = Өкілді анықтау
drafts-name-text = Таңдалған қызметкерлер жұмыс тобына кіреді, жобаны, оның тарихын және ескертулерін көреді.
drafts-name-people = Қызметкерлер
drafts-name-task = Басшының қарары
drafts-name-task-hint = Неге назар аудару керек (міндетті емес)
drafts-name-submit = Өкіл етіп анықтау
drafts-name-done = Өкілдер анықталды және хабардар етілді.
drafts-name-nobody = Органда қызметкерлер тіркелмеген.
drafts-refuse-title = Келісуден бас тарту
drafts-refuse-text = Бас тарту белгісі { $n }-нұсқаға бір рет қойылады, әзірлеушіге ресми хат жіберіледі.
drafts-refuse-reason = Бас тарту себебі
drafts-refuse-reason-hint = Хатта осылай жазылады
drafts-refuse-remarks = Хатқа қоса берілетін ескертулер
drafts-refuse-preview = Хатты қарап шығу
drafts-refuse-preview-title = Хат осылай жіберіледі
drafts-refuse-submit = Бас тартып, хатты жіберу
drafts-refuse-edit = Себебін өзгерту
drafts-refuse-done = Келісуден бас тартылды, хат әзірлеушіге жіберілді.

## Келіспеушілік хаттамасы
drafts-protocol-title = Келіспеушілік хаттамасы
drafts-protocol-of = { $a } мен { $b } арасындағы келіспеушілік, { $n }-нұсқа
drafts-protocol-text = Хаттама { $n }-нұсқаға қоса тіркеледі және жаңа нұсқаға көшпейді.
drafts-protocol-point = { $n }-мәселе
drafts-protocol-point-what = Жобаның тармағы
drafts-protocol-point-drafter = Әзірлеушінің көзқарасы
drafts-protocol-point-approver = Келісуші органның көзқарасы
drafts-protocol-point-outcome = Нәтижесі
drafts-protocol-add-point = Тағы мәселе қосу
drafts-protocol-save = Хаттаманы сақтау
drafts-protocol-saved = Хаттама сақталды.
drafts-protocol-edit = Хаттаманы өзгерту
drafts-protocol-start = Хаттама жасау
drafts-protocol-sign = Хаттамаға қол қою
drafts-protocol-signed = Хаттамаға қол қойылды.
drafts-protocol-void-warning = Хаттамаға бір тарап қол қойған. Өзгертсеңіз, оның қолтаңбасы күшін жояды және қайта қойылуы тиіс.
drafts-protocol-meaning = Қолтаңба хаттаманың дәл осы мәтініне қойылады. Екі тарап қол қойған соң ол өзгертілмейді.
drafts-protocol-signed-by = { $person } қол қойды, { $at }
drafts-protocol-awaits = { $body }: қол қоюы күтілуде

## Бас тарту себептері: неге болмайды және енді не істеу керек
drafts-refusal-wrong-state = Нұсқаның мәртебесі — «{ $state ->
    [prepared] Дайындалды
    [signed_by_drafter] Әзірлеуші қол қойды
    [on_approval] Келісуде
    [remarks_received] Ескертулер алынды
    [approved_by_all] Барлық органмен келісілді
    [at_chancellery] Кеңседе
    [rejected_by_chancellery] Кеңсе қабылдамады
    [under_chancellery_consideration] Кеңсенің қарауында
    [at_government_meeting] Үкімет мәжілісінде
    [voting_in_absentia] Сырттай дауыс беру
    [voting_in_absentia_closed] Сырттай дауыс беру аяқталды
    [minutes_posted] Хаттама орналастырылды
    [accepted] Қабылданды
    [not_accepted] Қабылданған жоқ
    [superseded] Жаңа нұсқамен ауыстырылды
    [not_delivered] Жеткізілмеді
    [letter_sent] Хат жіберілді
    [registered] Тіркелді
    [with_head] Басшының қарауында
    [representative_named] Өкіл анықталды
    [under_review] Қаралуда
    [approved] Келісілді
    [refused] Бас тартылды
   *[other] { $state }
}», сондықтан бұл әрекетті орындауға болмайды. Картаны жаңартып, қазір не істеуге болатынын қараңыз.
drafts-refusal-new-version-needed = Жоба келісуге жіберілген, сондықтан мазмұны өзгертілмейді. Өзгерту үшін жаңа нұсқаны орналастырыңыз.
drafts-refusal-no-approving-bodies = Келісетін мемлекеттік органдардың тізбесі бос. Кемінде бір органды таңдаңыз.
drafts-refusal-unsigned = Жобаға әзірлеуші органның басшысы қол қойған жоқ. Келісуге жібермес бұрын ол ЭЦҚ қоюы тиіс.
drafts-refusal-already-signed = Бұл нұсқаға қол қойылған. Енді оны келісуге жіберуге болады.
drafts-refusal-already-sent = Бұл нұсқа келісуге жіберілген, екінші рет жіберілмейді.
drafts-refusal-link-missing = Хатта жобаға сілтеме жоқ. Сілтемені хат мәтініне қайта қойыңыз.
drafts-refusal-requisite-missing = Хаттың міндетті деректемелері толтырылмаған: { $fields }. Оларды толтырып, қайта жіберіңіз.
drafts-refusal-letter-with-files = Хатқа жобаның файлы салынбайды: жоба порталда қалады, хатта тек сілтеме болады. Файлды алып тастаңыз.
drafts-refusal-already-delivered = Бұл органға хат жеткізілген, қайта жіберудің қажеті жоқ.
drafts-refusal-not-delivered = Хат жеткізілмейді: бұл орган қазір хат қабылдамай тұр. Кейінірек қайталаңыз немесе әкімшіге хабарласыңыз.
drafts-refusal-already-registered = Хат { $number } нөмірімен тіркелген. Алғашқы нөмір сақталады.
drafts-refusal-not-registered = Хат әлі тіркелмеген. Алдымен оны тіркеңіз.
drafts-refusal-already-with-head = Хат басшыға бұрын берілген.
drafts-refusal-not-with-head = Хат басшыға әлі берілген жоқ. Оны алдымен құжаттамалық қамтамасыз ету қызметі тіркеп, басшыға береді.
drafts-refusal-not-an-employee = { $name } Сіздің органыңыздың қызметкері емес. Өкіл тек өз қызметкерлеріңіздің қатарынан анықталады.
drafts-refusal-no-representative = Бірде-бір өкіл таңдалмаған. Кемінде бір қызметкерді белгілеңіз.
drafts-refusal-not-under-review = Жоба әлі қаралған жоқ. Алдымен өкілді анықтаңыз: ол жобаны ашқаннан кейін шешім қабылдауға болады.
drafts-refusal-already-decided = Органыңыз осы нұсқа бойынша шешім қабылдаған. Шешім бір рет қабылданады.
drafts-refusal-open-remarks = Органыңыздың { $count } ескертуі жабылмаған. Келісу үшін оларды авторлары жабуы немесе қайтарып алуы тиіс; келіспесеңіз, келісуден бас тартыңыз.
drafts-refusal-reason-missing = Бас тарту себебі жазылмаған. Себебін көрсетіңіз: ол әзірлеушіге ресми хатта жіберіледі.
drafts-refusal-letter-already-sent = Бас тарту туралы хат бұрын жіберілген.
drafts-refusal-not-refused = Бұл орган осы нұсқадан бас тартқан жоқ, сондықтан келіспеушілік те жоқ.
drafts-refusal-remark-closed = Ескерту жабылған немесе қайтарып алынған, ол өзгертілмейді.
drafts-refusal-not-the-author = Ескертуді тек оның авторы жаба немесе қайтарып ала алады.
drafts-refusal-protocol-exists = Осы нұсқа бойынша бұл органмен хаттама бар. Соны ашыңыз.
drafts-refusal-protocol-signed = Хаттамаға екі тарап қол қойған, ол өзгертілмейді.
drafts-refusal-protocol-signed-by-you = Сіздің тарап хаттаманың осы мәтініне қол қойған. Екінші тараптың қолы күтілуде.
drafts-refusal-protocol-incomplete = Хаттама толық емес. Кемінде бір мәселе жазып, әрқайсысында екі тараптың көзқарасын көрсетіңіз.
drafts-refusal-protocol-first-side = Хаттаманың бұрын қол қойылған мәтіні өзгертілді. Алдымен қолтаңбасы күшін жойған тарап қайта қол қояды.
drafts-refusal-confirm-break-off = Ескерту де, бас тарту да жоқ: жаңа нұсқа жүріп жатқан келісуді үзеді. Осыны түсінетініңізді растаңыз.
drafts-refusal-not-approved-by-all = Барлық органның басшылары қол қойған жоқ. Жетіспейтін органдар ({ $count }): { $bodies }.
drafts-refusal-signature-invalid = { $body } басшысының қолтаңбасы қайта тексергенде расталмады. Жоба әрі қарай жіберілмейді, әкімшіге хабарласыңыз.
drafts-refusal-already-at-chancellery = Жоба Кеңсеге жіберілген.
drafts-refusal-no-chancellery = Порталда Премьер-Министр Кеңсесі тіркелмеген. Әкімшіге хабарласыңыз.
drafts-refusal-breach = Сақталған мәтін немесе файлдар қол қойылғанымен сәйкес келмейді. Әрекет тоқтатылды, әкімшіге және ақпараттық қауіпсіздікке жауапты адамға хабарласыңыз.
drafts-refusal-superseded = Бұл нұсқа жаңасымен ауыстырылды: оны оқуға ғана болады. Қазіргі нұсқа — { $current }-нұсқа.
drafts-refusal-secrets-not-confirmed = Жобада мемлекеттік құпиялар жоқ екені расталмаған. Растаңыз немесе мұндай құжатты порталға орналастырмаңыз.
drafts-refusal-already-withdrawn = Бұл жоба порталдан бұрын алып тасталған.
drafts-refusal-changed-meanwhile = Бұл нұсқаны сіз нысанды бастағаннан кейін { $name } өзгертті. Өзгерістерді қарап, өз нысаныңызға енгізіп, растаңыз. Толтырғаныңыз сақталды.
drafts-refusal-term-not-prolonged = Жаңа мерзім қазіргісінен ұзақ емес. Көбірек жұмыс күнін көрсетіңіз.
drafts-refusal-too-many-postings = Аяқталмаған жобалардың саны шегіне жетті ({ $limit }). Керек емесін өшіріңіз.
drafts-refusal-too-many-remarks = Осы нұсқаға ескертулердің саны шегіне жетті ({ $limit }).

## Әрекеттер: түймелердегі етістіктер
drafts-action-read = Жобаны қарау
drafts-action-sign = Қол қою
drafts-action-send = Келісуге жіберу
drafts-action-resend = Хатты қайта жіберу
drafts-action-register = Хатты тіркеу
drafts-action-pass_to_head = Басшыға беру
drafts-action-name_representatives = Өкілді анықтау
drafts-action-remark = Ескерту жазу
drafts-action-settle_remark = Ескертуді жабу
drafts-action-answer_remark = Ескертуге жауап беру
drafts-action-approve = Қол қойып, келісу
drafts-action-refuse = Келісуден бас тарту
drafts-action-send_refusal_letter = Ресми хатты жіберу
drafts-action-prolong = Мерзімді ұзарту
drafts-action-edit_protocol = Келіспеушілік хаттамасын ашу
drafts-action-sign_protocol = Хаттамаға қол қою
drafts-action-change = Жобаны өзгерту
drafts-action-post_version = Жаңа нұсқаны орналастыру
drafts-action-send_to_chancellery = Кеңсеге жіберу

## Деректемелер
drafts-requisite-sender = Жіберуші
drafts-requisite-addressee = Алушы
drafts-requisite-number = Шығыс нөмірі
drafts-requisite-date = Шығыс күні
drafts-requisite-kind = Құжаттың түрі
drafts-requisite-title = Тақырыбы
drafts-requisite-signer = Хатқа қол қойған адам
drafts-requisite-missing = { $field }: толтырыңыз, бұл міндетті деректеме

## Тарихтың сөйлемдері
drafts-event-posted = { $who } { $version }-нұсқаны орналастырды.
drafts-event-changed = { $who } { $version }-нұсқаны өзгертті{ $voided ->
    [true] : басшының қолтаңбасы күшін жойды.
   *[other] .
}
drafts-event-signed = { $who } { $version }-нұсқаға әзірлеуші органның басшысы ретінде қол қойды.
drafts-event-sent = { $who } { $version }-нұсқаны келісуге { $count } органға жіберді.
drafts-event-not_delivered = Ілеспе хат жеткізілмеді: { $body }.
drafts-event-delivered = Ілеспе хат қайта жіберіліп, жеткізілді: { $body }.
drafts-event-registered = { $who } ілеспе хатты { $number } нөмірімен тіркеді: { $body }.
drafts-event-with_head = { $who } хатты басшының қарарына берді: { $body }.
drafts-event-representatives_named = { $who } өкілдерді анықтады ({ $body }): { $names }.
drafts-event-under_review = { $who } { $version }-нұсқаны қарай бастады: { $body }.
drafts-event-remarked = { $who } { $number }-ескертуді жазды: { $body }.
drafts-event-answered = { $who } { $number }-ескертуге жауап берді: { $accepted ->
    [true] қабылданды.
   *[other] қабылданбады.
}
drafts-event-remark_closed = { $who } { $number }-ескертуді жапты.
drafts-event-remark_withdrawn = { $who } { $number }-ескертуді қайтарып алды.
drafts-event-approved = { $who } { $version }-нұсқаны ЭЦҚ қойып келісті{ $late ->
    [true] , мерзімінен кеш
   *[other] {""}
}: { $body }.
drafts-event-refused = { $who } { $version }-нұсқаны келісуден бас тартты{ $late ->
    [true] , мерзімінен кеш
   *[other] {""}
}: { $body }.
drafts-event-refusal_letter_sent = { $who } бас тарту себебі көрсетілген ресми хатты жіберді{ $late ->
    [true] , мерзімінен кеш
   *[other] {""}
}: { $body }.
drafts-event-approved_by_all = { $version }-нұсқа барлық органмен келісілді.
drafts-event-remarks_received = { $version }-нұсқаға ескертулер алынды немесе келісу мерзімі өтті.
drafts-event-prolonged = { $who } мерзімді { $due } күніне дейін ұзартты: { $body }.
drafts-event-term_near = Келісу мерзімі таяп қалды ({ $due }): { $body }.
drafts-event-term_passed = Келісу мерзімі { $due } күні жауапсыз өтті: { $body }.
drafts-event-protocol_started = { $who } келіспеушілік хаттамасын бастады: { $body }.
drafts-event-protocol_changed = { $who } келіспеушілік хаттамасын өзгертті ({ $body }){ $voided ->
    [true] : қойылған қолтаңба күшін жойды.
   *[other] .
}
drafts-event-protocol_signed = { $who } келіспеушілік хаттамасына қол қойды ({ $body }): { $both ->
    [true] екі тарап қол қойды.
   *[other] екінші тараптың қол қоюы күтілуде.
}
drafts-event-superseded = { $version }-нұсқа { $by }-нұсқамен ауыстырылды.
drafts-event-sent_to_chancellery = { $who } { $version }-нұсқаны Премьер-Министр Кеңсесіне жіберді.

## Неге дәл мен: іс тізіміндегі себептер
drafts-why-read = Жобаны қарау
drafts-why-sign = Басшы ретінде жобаға қол қою
drafts-why-send = Қол қойылған жобаны келісуге жіберу
drafts-why-resend = Жеткізілмеген хатты қайта жіберу
drafts-why-register = Ілеспе хатты тіркеу
drafts-why-pass_to_head = Тіркелген хатты басшыға беру
drafts-why-name_representatives = Өкілді анықтау
drafts-why-remark = Жобаны қарау
drafts-why-settle_remark = Жауап берілген ескертуді жабу
drafts-why-answer_remark = Ескертуге жауап беру
drafts-why-approve = Басшы ретінде шешім қабылдау: келісу немесе бас тарту
drafts-why-refuse = Келісуден бас тарту
drafts-why-send_refusal_letter = Бас тарту туралы ресми хатты жіберу
drafts-why-prolong = Жауап бермеген органның мерзімін ұзарту
drafts-why-edit_protocol = Келіспеушілік хаттамасын толтыру
drafts-why-sign_protocol = Келіспеушілік хаттамасына қол қою
drafts-why-change = Жобаны өзгерту
drafts-why-post_version = Ескертулерден кейін жаңа нұсқаны орналастыру
drafts-why-send_to_chancellery = Келісілген жобаны Кеңсеге жіберу
# Басқалардан не күтілетіні
drafts-awaited-read = Жобаның қаралуы
drafts-awaited-sign = Басшының қол қоюы
drafts-awaited-send = Келісуге жіберілуі
drafts-awaited-resend = Хаттың қайта жіберілуі
drafts-awaited-register = Ілеспе хаттың тіркелуі
drafts-awaited-pass_to_head = Хаттың басшыға берілуі
drafts-awaited-name_representatives = Өкілдің анықталуы
drafts-awaited-remark = Жобаның қаралуы
drafts-awaited-settle_remark = Ескертудің жабылуы
drafts-awaited-answer_remark = Ескертуге жауап
drafts-awaited-approve = Басшының шешімі
drafts-awaited-refuse = Басшының шешімі
drafts-awaited-send_refusal_letter = Бас тарту туралы ресми хат
drafts-awaited-prolong = Мерзімнің ұзартылуы
drafts-awaited-edit_protocol = Келіспеушілік хаттамасы
drafts-awaited-sign_protocol = Хаттамаға қол қойылуы
drafts-awaited-change = Жобаның өзгертілуі
drafts-awaited-post_version = Жаңа нұсқаның орналастырылуы
drafts-awaited-send_to_chancellery = Кеңсеге жіберілуі

## Рөлдер, сүзгілер, сұрыптау
drafts-my-role-drafter = Әзірлеуші органның қызметкері
drafts-my-role-head = Мемлекеттік органның басшысы
drafts-my-role-records_clerk = Құжаттамалық қамтамасыз ету қызметінің қызметкері
drafts-my-role-representative = Органның жұмыс тобындағы өкілі
drafts-my-role-control_officer = Құжаттамалық бақылауды қамтамасыз ету бөлімінің қызметкері
drafts-term-overdue = Мерзімі өткен
drafts-term-kept = мерзімінде
drafts-term-late = мерзімінен кеш
drafts-term-filter-overdue = Мерзімі өткен
drafts-term-filter-near = Мерзімі жақын
drafts-term-filter-running = Мерзімі жүріп жатқан
drafts-sort-changed = Соңғы өзгерістер
drafts-sort-term = Ең жақын мерзім
drafts-sort-title = Атауы
drafts-sort-number = Нөмірі
drafts-missing-no_decision = шешім қабылдаған жоқ
drafts-missing-refused = келісуден бас тартты
drafts-missing-refused_with_protocol = бас тартты; екі тарап қол қойған хаттама келісудің орнын баспайды
drafts-missing-signature_invalid = қолтаңбасы қайта тексергенде расталмады

## Хабарламалар: порталда және электрондық поштада
drafts-notice-sign = «{ $title }» жобасының { $version }-нұсқасы Сіздің қолтаңбаңызды күтуде: әзірлеуші орган басшысы ретінде ЭЦҚ қойыңыз.
    .subject = Жобаға қол қою керек: { $number }
drafts-notice-signed = «{ $title }» жобасының { $version }-нұсқасына басшы қол қойды. Енді оны келісуге жіберіңіз.
    .subject = Жобаға қол қойылды: { $number }
drafts-notice-signature-voided = «{ $title }» жобасының { $version }-нұсқасы өзгертілді, сондықтан Сіздің қолтаңбаңыз күшін жойды. Қайта қол қойыңыз.
    .subject = Қолтаңба күшін жойды: { $number }
drafts-notice-register = «{ $title }» жобасы туралы ілеспе хат келді ({ $version }-нұсқа). Хатты тіркеп, басшыға беріңіз.
    .subject = Келісуге жоба түсті: { $number }
drafts-notice-not-delivered = «{ $title }» жобасының ({ $version }-нұсқа) ілеспе хаты жеткізілмеді: { $body }. Оны қайта жіберіңіз.
    .subject = Хат жеткізілмеді: { $number }
drafts-notice-name-representatives = «{ $title }» жобасының { $version }-нұсқасы Сіздің қарарыңызды күтуде: органыңыздың өкілін анықтаңыз.
    .subject = Өкілді анықтау керек: { $number }
drafts-notice-consider = Басшы Сізге «{ $title }» жобасының { $version }-нұсқасын қарауды тапсырды. Жобаны ашып, ескертулеріңізді жазыңыз.
    .subject = Сіз өкіл болып анықталдыңыз: { $number }
drafts-notice-decide = Өкіл «{ $title }» жобасының { $version }-нұсқасын қарай бастады. Енді Сіз келісе аласыз немесе келісуден бас тарта аласыз.
    .subject = Шешім күтілуде: { $number }
drafts-notice-remark = «{ $title }» жобасының { $version }-нұсқасына ескерту жазылды: { $body }. Жауап беріңіз.
    .subject = Жаңа ескерту: { $number }
drafts-notice-answered = «{ $title }» жобасына жазған ескертуіңіз қабылданды. Жауабымен танысып, ескертуді жабыңыз.
    .subject = Ескертуіңіз қабылданды: { $number }
drafts-notice-answered-rejected = «{ $title }» жобасына жазған ескертуіңіз қабылданбады. Жауабымен танысып, ескертуді жабыңыз немесе басшыға хабарлаңыз.
    .subject = Ескертуіңіз қабылданбады: { $number }
drafts-notice-approved = «{ $title }» жобасының { $version }-нұсқасын келісті: { $body }.
    .subject = Жоба келісілді: { $number }
drafts-notice-refused = «{ $title }» жобасының { $version }-нұсқасын келісуден бас тартты: { $body }. Себебімен танысыңыз.
    .subject = Келісуден бас тартылды: { $number }
drafts-notice-send-letter = «{ $title }» жобасын келісуден бас тарту белгісі қойылды. Себебі көрсетілген ресми хатты жіберіңіз.
    .subject = Ресми хатты жіберу керек: { $number }
drafts-notice-refusal-letter = «{ $title }» жобасын келісуден бас тарту туралы ресми хат келді: { $body }.
    .subject = Бас тарту туралы хат келді: { $number }
drafts-notice-approved-by-all = «{ $title }» жобасының { $version }-нұсқасы барлық органмен келісілді. Оны Кеңсеге жіберуге болады.
    .subject = Барлық орган келісті: { $number }
drafts-notice-remarks-received = «{ $title }» жобасының { $version }-нұсқасына ескертулер алынды немесе келісу мерзімі өтті. Жобаны пысықтап, жаңа нұсқаны орналастырыңыз.
    .subject = Ескертулер алынды: { $number }
drafts-notice-prolonged = «{ $title }» жобасын келісу мерзімі ұзартылды: { $body }.
    .subject = Мерзім ұзартылды: { $number }
drafts-notice-term-near = «{ $title }» жобасын келісу мерзімі таяп қалды: { $body }.
    .subject = Мерзім таяп қалды: { $number }
drafts-notice-term-passed = «{ $title }» жобасын келісу мерзімі жауапсыз өтті: { $body }. Үндемеу келісу деп саналмайды.
    .subject = Мерзім өтті: { $number }
drafts-notice-protocol = «{ $title }» жобасы бойынша келіспеушілік хаттамасы басталды: { $body }. Көзқарасыңызды жазыңыз.
    .subject = Келіспеушілік хаттамасы: { $number }
drafts-notice-protocol-voided = «{ $title }» жобасының келіспеушілік хаттамасы өзгертілді ({ $body }), бұрынғы қолтаңба күшін жойды. Қайта қол қойыңыз.
    .subject = Хаттамаға қол қою керек: { $number }
drafts-notice-protocol-sign = «{ $title }» жобасының келіспеушілік хаттамасына екінші тарап қол қойды ({ $body }). Енді Сіздің қолтаңбаңыз қажет.
    .subject = Хаттама қолыңызды күтуде: { $number }
drafts-notice-protocol-signed = «{ $title }» жобасының келіспеушілік хаттамасына екі тарап қол қойды: { $body }.
    .subject = Хаттамаға екі тарап қол қойды: { $number }
drafts-notice-broken-off = «{ $title }» жобасының жаңа нұсқасы орналастырылды, { $version }-нұсқаны келісу тоқтатылды. Бұл нұсқа бойынша ештеңе істеудің қажеті жоқ.
    .subject = Жаңа нұсқа орналастырылды: { $number }
drafts-notice-chancellery = «{ $title }» жобасының { $version }-нұсқасы барлық органмен келісіліп, Кеңсеге қарауға келді.
    .subject = Кеңсеге жоба келді: { $number }

## Өрістердегі қателер
drafts-field-required = Бұл өрісті толтырыңыз
drafts-field-too-long = Мәтін тым ұзын: ең көбі — { $limit } таңба
drafts-field-no-file = Кемінде бір файл салыңыз
drafts-field-body-twice = Бір орган екі рет таңдалған. Біреуін алып тастаңыз
drafts-field-own-body = Әзірлеуші орган өз жобасын келіспейді. Оны тізбеден алып тастаңыз
drafts-field-unknown-body = Мұндай жұмыс істеп тұрған орган жоқ. Тізімнен таңдаңыз
drafts-field-too-many-bodies = Органдар тым көп: ең көбі — { $limit }
drafts-field-term-range = Мерзім 1 жұмыс күнінен кем болмауы және { $longest } жұмыс күнінен аспауы тиіс
drafts-field-no-secrets = Жобада мемлекеттік құпиялар жоқ екенін растаңыз
drafts-field-future-date = Күн болашақта болмауы тиіс
drafts-field-no-such-paragraph = Мәтінде мұндай тармақ жоқ
drafts-field-too-many = Тым көп таңдалған: ең көбі — { $limit }
drafts-field-date = Күнді 27.11.2026 түрінде жазыңыз
drafts-field-number = Бүтін сан жазыңыз
drafts-field-choose = Біреуін таңдаңыз

## Еске салу және менің жұмысымдағы жаңалықтар
drafts-action-chase = Еске салу
drafts-why-chase = Жауап бермеген органға еске салу
drafts-awaited-chase = Еске салу
drafts-event-chased = { $who } жауап күтіп отырғанын еске салды: { $body }.
drafts-notice-chase = Еске салу: «{ $title }» жобасы бойынша Сізден әрекет күтіліп отыр ({ $body }).
    .subject = Еске салу: { $number }
drafts-refusal-already-chased = Бұл органға осы жұмыс күні еске салынған. Келесі жұмыс күні қайта еске сала аласыз.
drafts-chase-done = Органға еске салынды. Хабарлама мен электрондық хат жіберілді.
drafts-chase-done-all = Барлығына еске салынды. Органдар саны: { $n }.
drafts-chase-all = Барлығына еске салу ({ $n })
drafts-chase-at = Еске салынды: { $date }
drafts-card-silent = Жауап бермеген органдар ({ $n }): { $names }.
drafts-card-silent-late = Мерзімін өткізгендері: { $n }.
drafts-work-unopened = Сіз бұл жобаны әлі ашқан жоқсыз.
drafts-work-more-news = Тағы { $n } өзгеріс
drafts-work-waited = { $days ->
    [0] бүгіннен бастап күтілуде
   *[other] { $days } жұмыс күні күтілуде
}

## Кеңсе: тексеру, қабылдамау туралы хабарлама, құрылымдық бөлімдер
drafts-nav-sittings = Мәжілістер
drafts-nav-withdrawals = Алып тастау
drafts-nav-withdrawals-lead = Мемлекеттік құпиялары бар жобаларды алып тастау
drafts-considered-title = Кеңседе
drafts-considered-rejected = Кеңсе ілеспе хатты қабылдаған жоқ
drafts-check-title = Жобаны тексеру
drafts-check-text = Нәтиже осы нұсқамен бірге Сіздің аты-жөніңіз бен уақыты көрсетіліп сақталады. Екі тексеру де ескертусіз аяқталса ғана жоба одан әрі беріледі.
drafts-check-part-regulations = Үкімет Регламенті
drafts-check-part-records = Кеңседе іс жүргізу жөніндегі нұсқаулық
drafts-check-points = Тексеру тізбесінің тармақтары
drafts-check-points-hint = Жоба сәйкес келетін тармақтарды белгілеңіз
drafts-check-complies = Жоба талаптарға сәйкес пе?
drafts-check-complies-yes = Иә, ескерту жоқ
drafts-check-complies-no = Жоқ, ескертулер бар
drafts-check-remarks = Ескертулер
drafts-check-remarks-hint = Нені сәйкес емес деп таптыңыз; ескерту болса, міндетті түрде жазылады
drafts-check-submit = Нәтижені сақтау
drafts-check-done = Тексеру нәтижесі сақталды.
drafts-check-passed = сәйкес
drafts-check-failed = ескертулер бар
drafts-check-point-both_languages = Жоба қазақ және орыс тілдерінде жазылған, мәтіндері сәйкес келеді
drafts-check-point-approvals = Барлық мүдделі мемлекеттік органдар келіскен
drafts-check-point-disagreements = Келіспеушіліктер шешілген немесе хаттамалары қоса тіркелген
drafts-check-point-competence = Мәселе Үкіметтің құзыретіне жатады
drafts-check-point-requisites = Ілеспе хаттың барлық деректемелері бар
drafts-check-point-files = Файлдар ашылады және рұқсат етілген форматта
drafts-check-point-signatures = Барлық басшылардың ЭЦҚ-сы жарамды
drafts-check-point-letter = Ілеспе хаттағы сілтеме осы нұсқаға апарады
drafts-not-accepted-title = Жобаны қабылдамау
drafts-not-accepted-text = Жобаның қабылданбағаны туралы белгі қойылады, әзірлеуші мемлекеттік органға себебі көрсетілген «қабылданған жоқ» деген хабарлама жіберіледі.
drafts-not-accepted-reason = Ілеспе хатты қабылдаудан бас тарту себебі
drafts-not-accepted-reason-hint = Хабарламада осылай жазылады
drafts-not-accepted-preview = Хабарламаны қарап шығу
drafts-not-accepted-preview-title = Хабарлама осылай жіберіледі
drafts-not-accepted-warning = Жоба әзірлеуші органға қайтарылады. Ол тек қайта қол қойылған және қайта келісілген жаңа нұсқа болып келе алады.
drafts-not-accepted-submit = Қабылдамау және хабарламаны жіберу
drafts-not-accepted-done = Жоба қабылданған жоқ, хабарлама әзірлеуші органға жіберілді.
drafts-units-title = Кеңсенің құрылымдық бөлімдеріне беру
drafts-units-text = Таңдалған бөлімдердің қызметкерлері жобаны осы сәттен бастап көреді және хабардар етіледі.
drafts-units-choose = Жобаны қай бөлімдер қарайды?
drafts-units-have = Жоба берілген бөлімдер
drafts-units-none = Порталда Кеңсенің басқа бөлімі тіркелмеген.
drafts-units-submit = Бөлімдерге беру
drafts-units-done = Жоба бөлімдерге берілді.
drafts-opinion-title = Бөлімнің пікірі
drafts-opinion-text = Пікірді бақылау бөлімінің қызметкерлері және жоба берілген басқа бөлімдер көреді.
drafts-opinion-label = Пікір
drafts-opinion-submit = Пікірді жіберу
drafts-opinion-done = Пікір сақталды.
drafts-opinion-none = пікір әлі жоқ

## Мәжілістер мен хаттамалар
drafts-sitting = Үкімет мәжілісі
drafts-sitting-name = № { $number }, { $date }
drafts-sittings-title = Үкімет мәжілістері
drafts-sittings-text = Жобалар күн тәртібіне олардың картасынан енгізіледі. Мәжіліс аяқталғаннан кейін әр жоба бойынша нәтижесі көрсетілген хаттамасы орналастырылады.
drafts-sittings-none = Мәжіліс әлі енгізілген жоқ
drafts-sittings-new = Мәжілісті енгізу
drafts-sitting-state-planned = Жоспарланған
drafts-sitting-state-ended = Аяқталды
drafts-sitting-state-minutes_posted = Хаттама орналастырылды
drafts-sitting-drafts = Күн тәртібіндегі жобалар
drafts-sitting-count = { $n }
drafts-sitting-number = Мәжілістің нөмірі
drafts-sitting-date = Мәжіліс күні
drafts-sitting-place = Өтетін жері
drafts-sitting-make = Мәжілісті енгізу
drafts-sitting-made = Мәжіліс енгізілді. Енді күн тәртібіне жобаларды енгізуге болады.
drafts-sitting-agenda = Күн тәртібі
drafts-sitting-agenda-none = Күн тәртібінде әлі жоба жоқ.
drafts-sitting-end = Мәжіліс аяқталды
drafts-sitting-end-text = Осыдан кейін күн тәртібі өзгертілмейді, хаттаманы орналастыруға болады.
drafts-sitting-ended = Мәжіліс аяқталды. Оның хаттамасын орналастырыңыз.
drafts-agenda-title = Күн тәртібіне енгізу
drafts-agenda-text = Жоба мәжілісте қаралады. Сырттай дауыс беруге қойылған жоба сол дауыс беруде қалады: оның нәтижесі мәжіліс хаттамасында көрсетіледі.
drafts-agenda-choose = Қай мәжіліс?
drafts-agenda-none = Жоспарланған мәжіліс жоқ.
drafts-agenda-submit = Күн тәртібіне енгізу
drafts-agenda-done = Жоба мәжілістің күн тәртібіне енгізілді.
drafts-minutes-title = Мәжіліс хаттамасы
drafts-minutes-open = Хаттаманы ашу
drafts-minutes-result = Қарау нәтижесі
drafts-minutes-posted = Хаттама орналастырылды
drafts-minutes-files = Хаттама файлдары
drafts-minutes-post-title = Хаттаманы орналастыру
drafts-minutes-post-text = Хаттама мәжіліске және күн тәртібіндегі әр жобаға байланыстырылады. Әр жобаның нәтижесі көрсетілуі тиіс.
drafts-minutes-post-submit = Хаттаманы орналастыру
drafts-minutes-note = Хаттамада жазылғаны
drafts-minutes-note-hint = Хаттаманың сөзімен (міндетті емес)
drafts-minutes-done = Хаттама орналастырылды. Енді жобалардың түпкілікті мәртебесін белгілеңіз.
drafts-result-accepted = Қабылданды
drafts-result-not_accepted = Қабылданған жоқ

## Сырттай дауыс беру
drafts-vote-support = Қолдаймын
drafts-vote-against = Қарсымын
drafts-vote-title = Сырттай дауыс беру
drafts-vote-text = Сіз органыңыздың атынан бір рет ЭЦҚ қойып дауыс бересіз. Басқалар Сіздің дауысыңызды дауыс беру аяқталғаннан кейін көреді.
drafts-vote-read = Жобаны оқу
drafts-vote-choose = Сіздің дауысыңыз
drafts-vote-meaning-support = ЭЦҚ қойып, Сіз осы нұсқа бойынша «Қолдаймын» деп дауыс бересіз. Дауыс бір рет беріледі және қайтарып алынбайды.
drafts-vote-meaning-against = ЭЦҚ қойып, Сіз осы нұсқа бойынша «Қарсымын» деп дауыс бересіз. Дауыс бір рет беріледі және қайтарып алынбайды.
drafts-vote-submit-support = «Қолдаймын» деп қол қою
drafts-vote-submit-against = «Қарсымын» деп қол қою
drafts-vote-done = Дауысыңыз есепке алынды.
drafts-vote-own = Сіздің дауысыңыз
drafts-vote-start-title = Сырттай дауыс беруді бастау
drafts-vote-start-text = Осы нұсқа дауыс беруге орналастырылады. Тізімдегі басшылар хабардар етіледі және ЭЦҚ қойып дауыс береді.
drafts-vote-term = Дауыс беруге неше жұмыс күні беріледі?
drafts-vote-term-hint = Ертеңнен бастап есептеледі; кеш берілген дауыс қабылданбайды
drafts-vote-heads = Дауыс беретін басшылар
drafts-vote-heads-hint = Келісуші органдардың басшылары белгіленген; тек тізімдегілер дауыс бере алады
drafts-vote-start-submit = Дауыс беруді бастау
drafts-vote-started = Дауыс беру басталды, тізімдегі басшылар хабардар етілді.
drafts-vote-results = Дауыс беру нәтижелері
drafts-vote-caption = Тізімдегі басшылар және олардың дауыстары
drafts-vote-listed = Тізімдегі басшылар: { $n }. Олардың дауыстары дауыс беру аяқталғаннан кейін көрсетіледі.
drafts-vote-listed-closed = Тізімдегі басшылар: { $n }. Дауыс беру аяқталды; нәтижелерін бақылау бөлімінің қызметкерлері мен тізімдегі басшылар көреді.
drafts-vote-tally = Қолдаймын: { $support }, Қарсымын: { $against }, дауыс бермегендер: { $silent }
drafts-vote-begun = Басталды
drafts-vote-until = Соңғы күні
drafts-vote-closed = Аяқталды
drafts-vote-closed-by-last = соңғы дауыспен
drafts-vote-head = Басшы
drafts-vote-value = Дауысы
drafts-vote-at = Уақыты
drafts-vote-signature = Қолтаңба
drafts-vote-signature-holds = жарамды
drafts-vote-signature-broken = тексеруден өтпеді
drafts-vote-silent = дауыс берген жоқ
drafts-vote-hidden = кейін көрсетіледі
drafts-vote-close-title = Дауыс беруді аяқтау
drafts-vote-close-text = Осыдан кейін ешкім дауыс бере алмайды, тізімдегі басшылар нәтижелерді көреді.
drafts-vote-close-silent = Мына басшылар дауыс берген жоқ және аяқталғаннан кейін бере алмайды:
drafts-vote-close-submit = Дауыс беруді аяқтау
drafts-vote-close-done = Дауыс беру аяқталды.

## Түпкілікті мәртебе
drafts-status-title = Түпкілікті мәртебені белгілеу
drafts-status-text = Мәртебе дауыс беру нәтижелері және хаттама бойынша белгіленеді; әзірлеуші және келісуші органдар хабардар етіледі.
drafts-status-warning = Мәртебе түпкілікті: бұдан кейін жобада ештеңе өзгермейді.
drafts-status-choose = Мәртебе
drafts-status-ground = Негіздеме
drafts-status-ground-hint = Мәртебе дауыс беру нәтижелеріне немесе хаттамаға қайшы келсе, міндетті түрде жазылады
drafts-status-submit = Мәртебені белгілеу
drafts-status-done = Түпкілікті мәртебе белгіленді.
drafts-status-final = Түпкілікті мәртебе

drafts-state-rejected_by_chancellery = Кеңсе қабылдамады
drafts-state-under_chancellery_consideration = Кеңсенің қарауында
drafts-state-at_government_meeting = Үкімет мәжілісінде
drafts-state-voting_in_absentia = Сырттай дауыс беру
drafts-state-voting_in_absentia_closed = Сырттай дауыс беру аяқталды
drafts-state-minutes_posted = Хаттама орналастырылды
drafts-state-accepted = Қабылданды
drafts-state-not_accepted = Қабылданған жоқ
drafts-letter-not_accepted = «Қабылданған жоқ» деген хабарлама
drafts-my-role-unit_officer = Кеңсенің құрылымдық бөлімінің қызметкері

drafts-action-check = Жобаны тексеру
drafts-action-reject_by_chancellery = Жобаны қабылдамау
drafts-action-pass_to_units = Кеңсенің бөлімдеріне беру
drafts-action-give_opinion = Бөлімнің пікірін беру
drafts-action-put_on_agenda = Күн тәртібіне енгізу
drafts-action-start_vote = Сырттай дауыс беруді бастау
drafts-action-cast_vote = Дауыс беру
drafts-action-close_vote = Дауыс беруді аяқтау
drafts-action-view_vote = Дауыс беру нәтижелері
drafts-action-post_minutes = Хаттаманы орналастыру
drafts-action-set_final_status = Түпкілікті мәртебені белгілеу
drafts-why-check = Жобаны тексеру
drafts-why-reject_by_chancellery = Тексеруде ескертулер бар: қабылдамау белгісін қою
drafts-why-pass_to_units = Жоба тексеруден өтті: бөлімдерге беру
drafts-why-give_opinion = Жобаны қарап, бөлімнің пікірін беру
drafts-why-put_on_agenda = Күн тәртібіне енгізу немесе сырттай дауыс беруді бастау
drafts-why-start_vote = Сырттай дауыс беруді бастау
drafts-why-cast_vote = Басшы ретінде сырттай дауыс беру
drafts-why-close_vote = Мерзімі біткенде сырттай дауыс беруді аяқтау
drafts-why-view_vote = Дауыс беру нәтижелерін қарау
drafts-why-post_minutes = Мәжіліс хаттамасын орналастыру
drafts-why-set_final_status = Түпкілікті мәртебені белгілеу
drafts-awaited-check = Кеңседегі тексеру
drafts-awaited-reject_by_chancellery = Кеңсенің шешімі
drafts-awaited-pass_to_units = Кеңсенің бөлімдеріне беру
drafts-awaited-give_opinion = Бөлімнің пікірі
drafts-awaited-put_on_agenda = Күн тәртібі немесе сырттай дауыс беру
drafts-awaited-start_vote = Сырттай дауыс беру
drafts-awaited-cast_vote = Басшының дауысы
drafts-awaited-close_vote = Сырттай дауыс берудің аяқталуы
drafts-awaited-view_vote = Дауыс беру нәтижелері
drafts-awaited-post_minutes = Мәжіліс хаттамасы
drafts-awaited-set_final_status = Түпкілікті мәртебе

drafts-event-checked = { $who } { $version }-нұсқаны тексерді ({ $part ->
    [regulations] Үкімет Регламенті
   *[other] іс жүргізу жөніндегі нұсқаулық
}): { $complies ->
    [true] сәйкес.
   *[other] ескертулер бар.
}
drafts-event-rejected_by_chancellery = { $who } { $version }-нұсқаны қабылдаған жоқ және «қабылданған жоқ» деген хабарлама жіберді.
drafts-event-passed_to_units = { $who } { $version }-нұсқаны Кеңсенің бөлімдеріне берді: { $units }.
drafts-event-opinion_given = { $who } бөлімнің пікірін берді: { $unit }.
drafts-event-on_agenda = { $who } { $version }-нұсқаны № { $sitting } мәжілістің күн тәртібіне енгізді, { $due }.
drafts-event-vote_started = { $who } { $version }-нұсқа бойынша сырттай дауыс беруді бастады: { $count } басшы, соңғы күні — { $due }.
drafts-event-voted = { $who } сырттай дауыс берді: { $body }.
drafts-event-vote_closed = Сырттай дауыс беру аяқталды{ $early ->
    [true] ; басшылардың бәрі дауыс берген жоқ.
   *[other] .
}
drafts-event-minutes_posted = { $who } мәжіліс хаттамасын орналастырды; нәтижесі: { $result ->
    [accepted] қабылданды.
   *[other] қабылданған жоқ.
}
drafts-event-final_status_set = { $who } түпкілікті мәртебені белгіледі: { $status ->
    [accepted] «Қабылданды».
   *[other] «Қабылданған жоқ».
}

drafts-notice-not-accepted = Кеңсе «{ $title }» жобасын ({ $version }-нұсқа) қабылдаған жоқ: «қабылданған жоқ». Себебін оқып, жаңа нұсқаны орналастырыңыз.
    .subject = Кеңсе қабылдаған жоқ: { $number }
drafts-notice-unit = «{ $title }» жобасы ({ $version }-нұсқа) Кеңседегі бөліміңізге берілді. Оны қарап, бөлімнің пікірін беріңіз.
    .subject = Бөліміңізге жоба келді: { $number }
drafts-notice-opinion = Кеңсенің бөлімі «{ $title }» жобасы бойынша пікірін берді.
    .subject = Бөлімнің пікірі: { $number }
drafts-notice-vote = «{ $title }» жобасы ({ $version }-нұсқа) бойынша сырттай дауыс беру жүріп жатыр. ЭЦҚ қойып дауыс беріңіз: «Қолдаймын» немесе «Қарсымын».
    .subject = Дауыс беруіңіз күтілуде: { $number }
drafts-notice-vote-closed = «{ $title }» жобасы бойынша сырттай дауыс беру аяқталды. Нәтижелерін қарап, хаттаманы орналастырыңыз.
    .subject = Дауыс беру аяқталды: { $number }
drafts-notice-vote-results = «{ $title }» жобасы бойынша сырттай дауыс беру аяқталды. Нәтижелерін қарауға болады.
    .subject = Дауыс беру нәтижелері: { $number }
drafts-notice-minutes = «{ $title }» жобасы бойынша нәтижесі көрсетілген Үкімет мәжілісінің хаттамасы орналастырылды.
    .subject = Хаттама орналастырылды: { $number }
drafts-notice-final-accepted = «{ $title }» жобасына ({ $version }-нұсқа) «Қабылданды» деген түпкілікті мәртебе берілді.
    .subject = Қабылданды: { $number }
drafts-notice-final-not-accepted = «{ $title }» жобасына ({ $version }-нұсқа) «Қабылданған жоқ» деген түпкілікті мәртебе берілді.
    .subject = Қабылданған жоқ: { $number }
drafts-notice-withdrawn = { $number } жобасын әкімші порталдан алып тастады. Ол енді оқуға қолжетімсіз.
    .subject = Порталдан алып тасталды: { $number }

drafts-refusal-not-accepted-reason = Себебі жазылмаған. Ілеспе хаттың неге қабылданбағанын көрсетіңіз: ол әзірлеуші органға хабарламада жіберіледі.
drafts-refusal-nothing-found = Тексеруде ескерту жоқ, сондықтан жобаны қабылдамауға негіз жоқ. Алдымен нені сәйкес емес деп тапқаныңызды жазыңыз.
drafts-refusal-check-missing = Тексерудің бір бөлігінің нәтижесі жоқ: { $part ->
    [regulations] Үкімет Регламенті
   *[other] іс жүргізу жөніндегі нұсқаулық
}. Алдымен оны енгізіңіз.
drafts-refusal-check-remarks = Тексеруде ескертулер бар, сондықтан жоба бөлімдерге берілмейді. Себебін көрсетіп қабылдамаңыз немесе тексеруді қайта енгізіңіз.
drafts-refusal-no-unit = Бөлім таңдалмаған. Жоба әлі берілмеген кемінде бір бөлімді белгілеңіз.
drafts-refusal-unknown-unit = Кеңседе мұндай бөлім жоқ. Тізімнен таңдаңыз.
drafts-refusal-already-on-agenda = Жоба мәжілістің күн тәртібіне бұрын енгізілген.
drafts-refusal-sitting-over = Мәжіліс аяқталған: оның күн тәртібі өзгертілмейді. Басқа мәжілісті таңдаңыз.
drafts-refusal-sitting-not-ended = Мәжіліс аяқталған жоқ, сондықтан хаттамасы да жоқ. Алдымен мәжілісті аяқтаңыз.
drafts-refusal-minutes-already-posted = Бұл мәжілістің хаттамасы бұрын орналастырылған.
drafts-refusal-result-missing = Күн тәртібіндегі нәтижесі көрсетілмеген жобалар: { $count }. Әрқайсысының нәтижесін толтырыңыз.
drafts-refusal-no-voters = Басшылардың тізімі бос. Кемінде бір басшыны таңдаңыз.
drafts-refusal-not-a-head = { $name } мемлекеттік органның басшысы болып тіркелмеген, оны тізімге енгізуге болмайды. Тек басшыларды таңдаңыз.
drafts-refusal-not-listed = Бұл органның басшысы дауыс беру тізімінде жоқ.
drafts-refusal-already-voted = Дауысыңыз есепке алынған. Дауыс бір рет беріледі және өзгертілмейді.
drafts-refusal-vote-closed = Дауыс беру аяқталған: дауыс енді қабылданбайды.
drafts-refusal-vote-term-passed = Дауыс берудің соңғы күні { $due } болды: кеш берілген дауыс қабылданбайды.
drafts-refusal-vote-open = Сырттай дауыс беру әлі жүріп жатыр. Алдымен оны аяқтаңыз немесе бәрі дауыс бергенше күтіңіз.
drafts-refusal-minutes-missing = Мәжіліс хаттамасы орналастырылмаған. Түпкілікті мәртебені белгілемес бұрын оны орналастырыңыз.
drafts-refusal-ground-missing = Бұл мәртебе дауыс беру нәтижелеріне немесе хаттамаға қайшы келеді. Оның негіздемесін жазыңыз.
drafts-field-points-unmet = Тізбенің орындалмаған тармақтары бар. Оларды белгілеңіз немесе ескертулер бар екенін көрсетіңіз
drafts-field-result = Нәтижесін толтырыңыз: жоба күн тәртібінде болған
drafts-field-no-such-number = Мұндай нөмірі бар жоба жоқ. Нөмірін тексеріңіз

## Іздеу, сақталған сүзгілер, мерзімдер күнтізбесі
drafts-search-title = Іздеу
drafts-search-words = Не іздейсіз?
drafts-search-hint = Нөмір, атау немесе мәтін сөздері, орган, адам. Сөздің басы да жеткілікті.
drafts-search-none = Ештеңе табылмады
drafts-search-none-text = Сөздердің жазылуын тексеріңіз немесе азырақ сөз жазыңыз. Сізге қолжетімді жобалар ғана ізделеді.
drafts-search-titles = Жобалар: нөмірі немесе атауы бойынша
drafts-search-texts = Жобалар: мәтіні бойынша
drafts-search-texts-none = Осы беттегілер жоғарыда көрсетілген.
drafts-search-all = Барлығын тізімнен көрсету
drafts-search-next = Мәтіні бойынша келесілері
drafts-search-bodies = Органдар
drafts-search-of-body = Әзірлеген жобалары
drafts-search-at-body = Келісуіндегі жобалар
drafts-search-people = Адамдар
drafts-filters-title = Сақталған сүзгілер
drafts-filters-lead = Тізімнің жиі керек болатын түрін атаумен сақтап қойыңыз. Бір адамға { $limit } сүзгіге дейін; оларды Сізден басқа ешкім көрмейді.
drafts-filters-none = Сақталған сүзгі жоқ. Жобалар тізімін сүзіп, «Сүзгіні сақтау» сілтемесін басыңыз.
drafts-filters-manage = Сүзгілерді басқару
drafts-filters-save = Сүзгіні сақтау
drafts-filter-name = Сүзгінің атауы
drafts-filter-name-hint = Мысалы: мерзімі өткендер. Осындай атаулы сүзгі болса, ол жаңартылады.
drafts-filter-saved = Сақталған күні
drafts-filter-saved-as = Сүзгі сақталды.
drafts-filter-rename = Атауын өзгерту
drafts-filter-rename-title = Сүзгінің атауын өзгерту
drafts-filter-delete = Өшіру
drafts-filter-delete-title = Сүзгіні өшіру керек пе?
drafts-filter-delete-text = «{ $name }» сүзгісі өшіріледі. Жобаларға ештеңе болмайды.
drafts-filter-deleted = Сүзгі өшірілді.
drafts-filter-name-required = Сүзгіге атау беріңіз.
drafts-filter-name-long = Атауы { $limit } таңбадан ұзын болмауы керек.
drafts-filter-name-taken = Мұндай атаулы сүзгіңіз бар. Басқа атау жазыңыз.
drafts-filter-too-long = Сүзгінің шарттары тым көп. Бірнешеуін алып тастаңыз.
drafts-filter-too-many = Сүзгілердің саны шегіне жетті ({ $limit }). Керек емесін өшіріңіз.
drafts-feed-title = Мерзімдер күнтізбесі
drafts-feed-name = Орда: мерзімдер
drafts-feed-lead = Өзіңізді күтіп тұрған істердің мерзімдерін күнтізбе бағдарламаңызда (Outlook, Thunderbird, телефон) көріңіз. Күнтізбеде жобаның нөмірі, атауы және не істеу керегі ғана болады.
drafts-feed-make = Күнтізбені қосу
drafts-feed-again = Жаңа пароль жасау
drafts-feed-again-hint = Жаңа пароль жасалса, бұрынғысы бірден жарамсыз болады.
drafts-feed-end = Күнтізбені өшіру
drafts-feed-ended = Күнтізбе өшірілді: ол енді жаңармайды.
drafts-feed-made = Күнтізбе қосылған күні: { $date }.
drafts-feed-address = Күнтізбе бағдарламаңызға осы мекенжайды осы атпен және парольмен қосыңыз:
drafts-feed-once = Пароль — құпия: оны білетін адам мерзімдеріңізді көреді. Ол тек қазір көрсетіледі.
drafts-feed-user = Пайдаланушы аты
drafts-feed-password = Пароль

# Баспа нысандар

drafts-form-approval_sheet = Келісу парағы
drafts-form-protocol = Келіспеушілік хаттамасы
drafts-form-vote_record = Сырттай дауыс беру хаттамасы
drafts-form-minutes = Үкімет мәжілісінің хаттамасынан үзінді
drafts-form-card = Жобаның карточкасы мен тарихы
drafts-form-print = Басып шығару
drafts-form-print-text = Ресми нысандар PDF/A файлдары түрінде беріледі. Әрқайсысында қолтаңбалар тізімі және оларды тексеруге арналған QR-код бар.
drafts-form-lang-kk = қазақша
drafts-form-lang-ru = орысша
drafts-form-too-long = Нысан тым ұзын болып шықты, оны бір файлға сыйғызу мүмкін емес.
drafts-form-footer = { $number }, { $n }-нұсқа · тексеру коды { $code } · { $at }
drafts-form-sent = Келісуге жіберілді
drafts-form-at-chancellery = Кеңсеге жіберілді
drafts-form-decided-by = Кім, қашан
drafts-form-protocol-state = Хаттаманың мәртебесі
drafts-form-changed = Соңғы рет өзгертілді
drafts-form-points = Келіспеушіліктер
drafts-form-file = Файл
drafts-form-size = Көлемі
drafts-form-digest = SHA-256 хэш-мәні
drafts-form-remark = Ескерту
drafts-form-answer = Жауап
drafts-form-when = Уақыты
drafts-form-event = Оқиға
drafts-form-signer = Қол қойған адам, лауазымы, орган
drafts-form-signed = Мақсаты, уақыты, рөлі
drafts-form-certificate = Тіркеу куәлігі және хэш-мән
drafts-form-serial = Тіркеу куәлігінің нөмірі
drafts-form-manifest = Қол қойылған сипаттаманың SHA-256 хэш-мәні
drafts-form-checked = Тексеру нәтижесі
drafts-form-valid = жарамды
drafts-form-invalid = жарамсыз
drafts-form-no-signatures = Бұл нысанға қатысты күші бар қолтаңба жоқ.
drafts-form-code-alt = Қолтаңбаларды тексеру бетіне апаратын QR-код
drafts-form-verify = Қолтаңбаларды тексеру
drafts-form-verify-how = Камераны QR-кодқа бағыттаңыз немесе { $address } бетінде мына кодты енгізіңіз:
drafts-form-verify-text = { $n ->
        [0] Бетте жобаның нөмірі мен осы нысанның жасалған уақыты көрсетіледі.
       *[other] Бетте { $n } қолтаңба қайта тексеріледі, қол қойылған деректердің хэш-мәндері және порталсыз (OpenSSL арқылы) тексеру тәртібі көрсетіледі.
    }

## Порталдан алып тастау (385-3)

drafts-withdrawals-title = Порталдан алып тасталған жобалар
drafts-withdrawals-lead = Орналастырылған жобада мемлекеттік құпиялар бары анықталса, әкімші оны порталдан алып тастайды. Содан кейін оны ешкім оқи алмайды; оны кепілді жоюға беруге болады.
drafts-withdrawals-number = Жобаның нөмірі
drafts-withdrawals-at = Қашан және кім алып тастады
drafts-withdrawals-reason = Себебі
drafts-withdrawals-destroy = Жоюды ұсыну
drafts-withdrawals-none = Алып тасталған жоба жоқ
drafts-withdrawals-none-text = Алып тасталған жобалар нөмірімен, себебімен және уақытымен осында көрсетіледі.
drafts-withdraw = Жобаны алып тастау
drafts-withdraw-question = { $number } жобасын порталдан алып тастау керек пе?
drafts-withdraw-consequence = Жобаны, оның файлдарын, мәтіндерін, хаттары мен баспа нысандарын ешкім оқи алмайтын болады, аяқталмаған нысандар жойылады. Оны оқи алған адамдарға жобаның алып тасталғаны атауынсыз хабарланады. Мұны қайтаруға болмайды.
drafts-withdraw-number-hint = Мысалы, НҚА-2026-000123
drafts-withdraw-reason-hint = Құпия мәліметтердің өзін бұл жерге жазбаңыз: себепті ақпараттық қауіпсіздік қызметкерлері де көреді.
drafts-withdraw-body = Әзірлеуші орган
drafts-withdraw-posted = Орналастырылған уақыты
drafts-withdraw-versions = Нұсқалар саны
drafts-withdraw-readers = Хабарланатын адамдар саны
drafts-withdraw-done = Жоба порталдан алып тасталды. Енді оны кепілді жоюға ұсынуға болады.
