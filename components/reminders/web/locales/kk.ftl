# Навигация
reminders-nav = Ескертпелер
reminders-admin-nav = Ескертпелер көздері
reminders-admin-nav-lead = Ескертпелер келетін жүйелер және олардың қателері

# Тізбе
reminders-title = Тапсырмаларды орындау жөніндегі ескертпелер
reminders-lead = Сіздің органыңызға бағытталған, Кеңсенің және Президент Әкімшілігінің бақылауындағы тапсырмалар. Деректер дереккөзден автоматты түрде алынады, порталда өзгертілмейді.
reminders-empty = Ескертпе жоқ
reminders-empty-text = Органыңызға бағытталған мұндай ескертпе табылмады. Сүзгіні өзгертіп көріңіз.
reminders-export = Тізбені жүктеп алу
reminders-export-xlsx = Excel (XLSX)
reminders-export-csv = CSV
reminders-column-number = Құжаттың шығыс нөмірі
reminders-column-date = Құжаттың шығыс күні
reminders-column-content = Қысқаша мазмұны
reminders-column-executor = Орындаушы
reminders-column-kind = Құжаттың түрі
reminders-column-unit = Жауапты бөлім
reminders-column-due = Орындау мерзімі
reminders-column-left = Қалған күндер
reminders-column-source = Дереккөз
reminders-column-body = Мемлекеттік орган
reminders-not-given = Көрсетілмеген
reminders-days-left = { $count ->
        [0] 0 күн қалды: мерзімі бүгін
       *[other] { $count } күн қалды
    }
reminders-days-overdue = Мерзімі { $count } күн бұрын өткен
reminders-unconfirmed = Соңғы жауапта жоқ
reminders-filter-words = Сөздер
reminders-filter-words-hint = Нөмірі, мазмұны, орындаушы, түрі немесе бөлім
reminders-filter-any = Кез келген
reminders-filter-term = Мерзімі
reminders-filter-from = Орындау мерзімі, бастап
reminders-filter-to = Орындау мерзімі, дейін
reminders-term-overdue = Мерзімі өткен
reminders-term-today = Бүгін
reminders-term-week = Жеті күн ішінде
reminders-term-later = Кейінірек

# Дереккөздер
reminders-source-chancellery = Премьер-Министр Кеңсесі
reminders-source-presidential_administration = Президент Әкімшілігі
reminders-refreshed = соңғы рет { $at } өзектілендірілді.
reminders-never-refreshed = әлі өзектілендірілген жоқ.
reminders-next = Келесі өзектілендіру: { $at }.
reminders-not-joined = Дереккөз қосылмаған.
reminders-failed-note = Соңғы дұрыс тізбе сақталды, әрекет қайталанады.

# Карта
reminders-card-title = № { $number } құжат бойынша ескертпе
reminders-card-taken = Алғаш алынған уақыты
reminders-card-confirmed = Дереккөз соңғы рет растаған уақыты
reminders-card-note = Реквизиттер дереккөздегідей көрсетілген, порталда өзгертілмейді.
reminders-unconfirmed-note = Дереккөздің соңғы жауабында бұл тапсырма жоқ, бірақ ол орындалды деп белгіленбеген. Дереккөзден нақтылаңыз.

# Журнал
reminders-log-title = Өзектілендіру журналы
reminders-log-lead = Тізбе күн сайын, әр дереккөз бойынша күніне екі рет Астана қаласының уақытымен өзектілендіріледі.
reminders-log-both = Екі дереккөз
reminders-log-empty = Журнал бос
reminders-log-empty-text = Әзірге бірде-бір өзектілендіру болған жоқ.
reminders-log-slot = Белгіленген уақыты
reminders-log-started = Басталды
reminders-log-outcome = Нәтижесі
reminders-log-brought = Алынған деректер
reminders-log-attempt = { $n }-әрекет
reminders-log-late = Кешігіп орындалды
reminders-log-taken = Тізбеде: { $count }
reminders-log-executed = Орындалып, алынып тасталды: { $count }
reminders-log-rejected = Қабылданбаған жазбалар: { $count }
reminders-log-missing = Жауапта жоқ болғандар: { $count }
reminders-outcome-running = Орындалуда
reminders-outcome-done = Өзектілендірілді
reminders-outcome-failed = Сәтсіз
reminders-outcome-missed = Өткізіп алынды
reminders-fault-unreachable = Дереккөз жауап бермеді
reminders-fault-status = Дереккөз сұрауды қабылдамады
reminders-fault-too_large = Жауап рұқсат етілген шектен асады
reminders-fault-seal = Жауап дереккөздің кілтімен расталмаған
reminders-fault-malformed = Жауап схемаға сай емес
reminders-fault-wrong_source = Жауап басқа дереккөздікі
reminders-fault-stale = Жауап бұрын алынған тізбеден ескі
reminders-fault-interrupted = Портал жұмысын тоқтатып, өзектілендіру үзілді
reminders-fault-portal = Портал тізбені сақтай алмады

# Әкімшіге
reminders-errors-title = Ескертпелер көздері және қателер
reminders-errors-lead = Соңғы жауаптардың қабылданбаған жазбалары және назар аударуды қажет ететін ескертпелер. Қате дереккөзде түзетіледі.
reminders-joined-times = Уақыты (Астана)
reminders-joined-address = Мекенжайы
reminders-joined-key = Кілттің саусақ ізі
reminders-schema = Жауаптың схемасы (JSON Schema)
reminders-rejected-title = Қабылданбаған жазбалар
reminders-rejected-empty = Барлық жазба қабылданды.
reminders-rejected-key = Дереккөздегі идентификаторы
reminders-rejected-place = Жауаптағы орны
reminders-rejected-why = Себебі
reminders-record-unreadable = Жазба оқылмайды
reminders-record-missing = Міндетті реквизит жоқ
reminders-record-impossible_date = Мұндай күн жоқ
reminders-record-too_long = Өріс тым ұзын
reminders-record-unknown_state = Жай-күйі белгісіз
reminders-record-unknown_body = Порталда мұндай мемлекеттік орган жоқ
reminders-record-duplicate = Осы идентификатор жауапта бұрын кездескен
reminders-marked-title = Назар аударыңыз
reminders-marked-empty = Белгіленген ескертпе жоқ.
reminders-marked-why = Не нәрсеге
reminders-mark-executor = Орындаушы анықтамалықта жоқ
reminders-mark-kind = Құжаттың түрі анықтамалықта жоқ
reminders-mark-missing = Соңғы жауапта жоқ; соңғы рет { $at } расталған

# Хабарламалар
reminders-notice-unviewed = { $body }: тапсырмаларды орындау жөніндегі ескертпелер { $days } күн немесе одан көп қаралмады. Ескертпелер саны: { $count }. Тізбені қараңыз.
    .subject = Қаралмаған ескертпелер: { $count }
