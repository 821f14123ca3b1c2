# Навигация
edms-nav = Хаттар
edms-admin-nav = Хат алмасу
edms-admin-nav-lead = Қатысушылар, анықтамалық деректер және хабарлардың жеткізілуі

# Тізілім
edms-list-title = Ресми хаттар
edms-list-empty = Хат жоқ
edms-list-empty-text = Тізілімде мұндай хат табылмады. Сүзгіні өзгертіп көріңіз.
edms-list-export = Тізімді жүктеп алу
edms-list-export-xlsx = Excel (XLSX)
edms-list-export-csv = CSV
edms-register-in = Кіріс хаттар
edms-register-out = Шығыс хаттар
edms-column-title = Тақырыбы
edms-column-kind = Түрі
edms-column-outgoing = Шығыс нөмірі
edms-column-incoming = Кіріс нөмірі
edms-column-sender = Жіберуші
edms-column-receiver = Алушы
edms-column-state = Жай-күйі
edms-none = Жоқ
edms-yes = Иә
edms-no = Жоқ
edms-not-chosen = Таңдалмаған
edms-filter-words = Сөздер
edms-filter-words-hint = Нөмірі, тақырыбы немесе қол қоюшы
edms-filter-other = Екінші тарап
edms-filter-any = Кез келген
edms-filter-from = Шығыс күні, бастап
edms-filter-to = Шығыс күні, дейін

# Хаттың түрлері
edms-kind-cover = Ілеспе хат
edms-kind-refusal = Келісуден бас тарту туралы хат
edms-kind-chancellery = Кеңсеге ілеспе хат
edms-kind-not_accepted = «Қабылданған жоқ» хабарламасы
edms-kind-official = Ресми хат

# Жай-күйлер
edms-state-waiting = Жеткізілуде
edms-state-delivered = Жеткізілді, тіркелмеген
edms-state-not_delivered = Жеткізілмеді
edms-state-registered = Тіркелді
edms-state-declined = Тіркеуден бас тартылды
edms-state-rejected = Қабылданған жоқ

# Қателер
edms-fault-not_joined = Орган хат алмасуға қатыспайды
edms-fault-no_clerk = Органда хаттарды тіркейтін қызметкер жоқ
edms-fault-unreachable = Алушының жүйесі жауап бермеді
edms-fault-refused = Алушының жүйесі хабарламадан бас тартты
edms-fault-declined = Алушының құжаттамалық қамтамасыз ету қызметі тіркеуден бас тартты
edms-fault-not_accepted = Кеңсе «қабылданған жоқ» деп жауап берді

# Хаттың жолы
edms-event-taken = Орталық хатты қабылдады
edms-event-delivered = Хат алушыға жетті
edms-event-not_delivered = Хат жеткізілмеді
edms-event-again = Хат қайта жіберілді
edms-event-registered = Алушы хатты тіркеді
edms-event-declined = Алушы тіркеуден бас тартты
edms-event-answered = Хатқа жауап келді
edms-event-rejected = Хат қабылданған жоқ

# Хаттың картасы
edms-card-outgoing-date = Шығыс күні
edms-card-incoming-date = Кіріс күні
edms-card-signer = Қол қойған
edms-card-signature = Электрондық цифрлық қолтаңба
edms-card-link = Порталдағы сілтеме
edms-card-text = Хаттың мәтіні
edms-card-answers-to = Мына хатқа жауап
edms-card-answers = Жауап хаттар
edms-card-answer = Жауап хат
edms-card-way = Хаттың жолы
edms-card-waits = Алушының жүйесі жауап бермейді. Әрекет саны: { $attempts }. Келесі әрекет: { $next }. Хат жоғалмайды.
edms-register = Тіркеу
edms-register-title = Хатты тіркеу
edms-register-hint = Органның кезекті нөмірі ұсынылды; өз нөміріңізді жазуға болады
edms-register-done = Хат тіркелді. Оның нөмірі төменде көрсетілген.
edms-decline = Тіркеуден бас тарту
edms-decline-title = Хатты тіркеуден бас тарту
edms-decline-reason = Бас тарту себебі
edms-decline-done = Тіркеуден бас тартылды, жіберушіге хабарланды.
edms-again = Қайта жіберу
edms-again-done = Хат қайта жіберілді.

# Хат жазу
edms-write = Хат жіберу
edms-write-title = Ресми хат
edms-write-lead = Хатқа файл қоса берілмейді: құжат порталда қалады, хатта оған сілтеме тұрады.
edms-write-number-hint = Бос қалдырылса, органның кезекті нөмірі беріледі
edms-write-title-kk = Тақырыбы (қазақша)
edms-write-title-ru = Тақырыбы (орысша)
edms-write-link-hint = Порталдағы мекенжай; хаттың мәтінінде де тұруы керек
edms-write-submit = Жіберу
edms-write-done = Хат жіберілді. Оның нөмірі төменде көрсетілген.

# Реквизиттер
edms-requisite-number = шығыс нөмірі
edms-requisite-title = тақырыбы
edms-requisite-text = мәтіні
edms-requisite-signer = қол қоюшы

# Әкімшілендіру
edms-participants-title = Хат алмасуға қатысушылар
edms-participants-lead = Мемлекеттік органдар хатты порталда немесе өзінің электрондық құжат айналымы жүйесінде алады. Шешім қабылданбаған орган порталда қатысады.
edms-participant-body = Мемлекеттік орган
edms-participant-way = Хат қалай келеді
edms-participant-system = Сыртқы жүйе
edms-participant-system-lead = Тек өз жүйесі бар орган үшін толтырылады.
edms-participant-change = Өзгерту
edms-participant-title = Хат алмасуға қатысу
edms-participant-url = Жүйенің мекенжайы
edms-participant-url-hint = Мысалы: https://edms.example.kz/edms/v1/messages
edms-participant-format = Хабарлама пішімі
edms-participant-key = Жүйенің ашық кілті
edms-participant-key-hint = Ed25519, PEM немесе base64. Саусақ ізін телефон арқылы салыстырыңыз.
edms-participant-deliveries = Жеткізу
edms-participant-pause = Уақытша тоқтату
edms-participant-pause-hint = Хаттар кезекте күтеді, одан келгені қабылданбайды
edms-participant-paused = Тоқтатылған
edms-way-portal = Порталда
edms-way-outside = Өз жүйесінде
edms-way-none = Қатыспайды
edms-way-hint-portal = Хат органның порталдағы тізіліміне түседі
edms-way-hint-outside = Хат қол қойылған хабарлама болып органның жүйесіне жіберіледі
edms-way-hint-none = Органға хат жіберілмейді, жіберушіге хабарланады
edms-format-json = JSON
edms-format-xml = XML
edms-centre-key = Орталықтың ашық кілті
edms-centre-fingerprint = Саусақ ізі
edms-centre-address = Хабарлама қабылдау мекенжайы
edms-centre-schemas = Хабарлама схемалары
edms-reference-version = Анықтамалық деректердің нұсқасы
edms-reference-show = Көру
edms-reference-title = Анықтамалық деректер
edms-reference-lead = Органдар тізімі өзгерген сайын барлық сыртқы жүйелерге жаңа нұсқасы жіберіледі.
edms-reference-none = Деректер әлі жасалмаған
edms-reference-made = { $version }-нұсқа, { $at }
edms-reference-bin = БСН
edms-reference-short = Қысқаша атауы
edms-reference-joined = Қатысады
edms-deliveries-title = Хабарламаларды жеткізу
edms-deliveries-lead = Сыртқы жүйелерге жіберілген хабарламалар. Жауап болмаса, өсіп отыратын аралықпен қайталанады; жеткізілмегенін қолмен қайта жіберуге болады.
edms-deliveries-empty = Хабарлама жоқ
edms-deliveries-empty-text = Мұндай хабарлама табылмады.
edms-deliveries-undelivered = Жеткізілмегендері
edms-delivery-waiting = Күтуде
edms-delivery-sent = Расталды
edms-delivery-failed = Жеткізілмеді
edms-delivery-what = Хабарлама
edms-delivery-attempts = Әрекеттер
edms-delivery-created = Жасалған уақыты
edms-delivery-error = Соңғы қате
edms-delivery-next = Келесі әрекет
edms-message-letter = Хат
edms-message-registered = Тіркеу туралы растау
edms-message-declined = Тіркеуден бас тарту
edms-message-reference = Анықтамалық деректер
edms-resent = Хабарлама қайта жіберуге қойылды.

# Өрістер
edms-field-long = Ең көбі { $limit } таңба, басқару таңбаларынсыз
edms-field-future = Күн болашақта болмауы керек
edms-field-url = http:// немесе https:// деп басталатын мекенжай жазыңыз
edms-field-url-plain = Басқа машинаның мекенжайы https:// деп басталуы тиіс: http:// арқылы хаттарды жолда оқып қоюға болады
edms-field-key = Ed25519 ашық кілтін PEM немесе base64 түрінде жазыңыз
edms-field-id = UUID жазыңыз

# Бас тартулар
edms-refusal-requisite-missing = Хаттың міндетті реквизиттері толтырылмаған: { $fields }. Толтырып, қайта жіберіңіз.
edms-refusal-link-missing = Хаттың мәтінінде порталдағы сілтеме жоқ. Сілтемені қосып, қайта жіберіңіз.
edms-refusal-reason-missing = Бас тарту себебі көрсетілмеген. Себебін жазып, қайта жіберіңіз.
edms-refusal-attachment = Хабарламада файл бар. Жоба порталда қалады: файлды алып тастап, сілтемені қалдырыңыз.
edms-refusal-already-registered = Хат { $number } нөмірімен тіркеліп қойған.
edms-refusal-already-declined = Хатты тіркеуден бас тартылған.
edms-refusal-already-delivered = Хат жеткізілген, қайта жіберудің қажеті жоқ.
edms-refusal-not-arrived = Хат алушыға әлі жеткен жоқ.
edms-refusal-malformed = Хабарлама схемаға сай емес: { $detail }
edms-refusal-message-reused = Осы идентификатормен басқа мазмұнды хабарлама келген.
edms-refusal-letter-known = Осы идентификатормен басқа хат бар.
edms-refusal-wrong-parties = Жіберуші мен алушы дұрыс көрсетілмеген.
edms-refusal-unknown-receiver = Мұндай алушы орган жоқ.
edms-refusal-hosted = Бұл хат жобаның картасынан өңделеді. Сілтеме бойынша жобаны ашыңыз.

# Хабарламалар
edms-notice-letter = { $body } органынан хат келді: «{ $title }», № { $number }. Хатты тіркеңіз.
    .subject = Кіріс хат № { $number }
edms-notice-not-delivered = { $body } органына хат жеткізілмеді: «{ $title }», № { $number }. Себебін хаттың картасынан қараңыз.
    .subject = Хат жеткізілмеді: № { $number }
