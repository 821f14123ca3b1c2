# List and card
registry-nav = Жүйелер тізілімі
registry-title = Ақпараттық жүйелер мен ақпараттық ресурстар тізілімі
registry-lead = Мемлекеттік органдардың ақпараттық жүйелері мен электрондық ақпараттық ресурстары. Жазбаны тек иеленуші орган өзгертеді.
registry-empty = Тізілім әзірге бос
registry-empty-text = Жазбаларды иеленуші органның басшысы, кеңсе қызметкері немесе әкімшісі енгізеді.
registry-new = Жазба енгізу
registry-edit = Жазбаны өзгерту
registry-record = Жүйе немесе ресурс
registry-name = Атауы
registry-name-kk = Атауы қазақ тілінде
registry-name-ru = Атауы орыс тілінде
registry-name-en = Атауы ағылшын тілінде
registry-kind = Түрі
registry-kind-system = ақпараттық жүйе
registry-kind-resource = электрондық ақпараттық ресурс
registry-owner = Иеленуші
registry-not-chosen = Таңдаңыз
registry-category = Қолжетімділік санаты
registry-category-hint = Ақпараттандыру туралы заңның 10 және 15-баптары бойынша.
registry-category-public = жалпыға ортақ қолжетімді
registry-category-restricted = қолжетімділігі шектелген
registry-state = Жай-күйі
registry-state-not_in_operation = пайдалануға берілмеген
registry-state-in_operation = пайдалануда
registry-state-withdrawn = есептен шығарылған
registry-filter-any = Барлығы
registry-filter-words = Атауы бойынша іздеу

# Order of access
registry-access = Қол жеткізу тәртібі
registry-access-edit = Қол жеткізу тәртібін белгілеу
registry-access-lead = Тәртіпті жазбаны оқи алатын әркім көреді.
registry-access-none = Қол жеткізу тәртібі белгіленбеген.
registry-access-text = Тәртіптің мәтіні
registry-access-text-hint = Кім, қандай негізде қол жеткізе алады, оны қалай сұрайды және ол қалай беріледі.
registry-access-law = Құқықтық негізі
registry-access-law-hint = Тәртіпке негіз болған акт: атауы, нөмірі, бабы немесе тармағы.
registry-access-from = Қолданылатын күннен бастап

# Findings
registry-findings = Аттестаттау, сынақ және сараптама
registry-findings-lead = Ақпараттық жүйе пайдалануға осы үшеуінің оң нәтижесі бойынша беріледі. Енгізілген мәлімет өзгертілмейді: қате енгізілгені себебі көрсетіліп қайтарып алынады.
registry-findings-none = Мәлімет енгізілмеген.
registry-finding-attestation = Аттестаттау
registry-finding-test = Бағдарламалық өнімді сынақ зертханасында сынау
registry-finding-examination = Нормативтік-техникалық құжаттаманы сараптау
registry-finding-new = Нәтижені енгізу
registry-finding-lead = Енгізілген нәтиже кейін өзгертілмейді.
registry-finding-kind = Қандай нәтиже
registry-finding-number = Құжаттың нөмірі
registry-finding-date = Құжаттың күні
registry-finding-until = Соңғы күні
registry-finding-until-hint = Тек аттестаттау үшін. Бос қалса, мерзімсіз.
registry-finding-issuer = Кім берді
registry-finding-result = Нәтижесі
registry-finding-by = Кім енгізді
registry-finding-withdraw = Қайтарып алу
registry-finding-withdraw-consequence = Бұл нәтиже бұдан былай есепке алынбайды. Мұны кері қайтару мүмкін емес.
registry-finding-withdraw-done = Нәтиже қайтарып алынды.
registry-finding-withdrawn = қайтарып алынды
registry-result-positive = оң
registry-result-negative = теріс
registry-reason = Себебі

# Operation
registry-operate = Пайдалануға беру
registry-operate-question = { $name }: пайдалануға берілсін бе?
registry-operate-consequence = Жетіспейтін мәлімет болса, оның бәрі аталады. Пайдалануға берілген күннен бастап деректер жинақтарының жаңарту мерзімдері есептеледі.
registry-operate-done = Жазба пайдалануда деп белгіленді.
registry-operated = Пайдалануға берілді
registry-operated-attestation = Қай аттестаттау бойынша берілді
registry-withdraw = Есептен шығару
registry-withdraw-consequence = Бұдан кейін жазбада ештеңе өзгертілмейді. Мұны кері қайтару мүмкін емес.
registry-withdraw-done = Жазба есептен шығарылды.
registry-withdrawn = Есептен шығарылды
registry-missing = Пайдалануға беру үшін мыналар жетіспейді:
registry-missing-attestation = Аттестаттау нәтижесі жоқ. Аттестаттаудан өтіп, нәтижесін енгізіңіз.
registry-missing-attestation-negative = Аттестаттау нәтижесі теріс. Оң нәтиже қажет.
registry-missing-attestation-ended = Аттестаттаудың мерзімі өткен. Жаңасын енгізіңіз.
registry-missing-test = Сынақ зертханасындағы сынақтың нәтижесі жоқ.
registry-missing-test-negative = Сынақ нәтижесі теріс. Оң нәтиже қажет.
registry-missing-examination = Нормативтік-техникалық құжаттама сараптамасының нәтижесі жоқ.
registry-missing-examination-negative = Құжаттама сараптамасының нәтижесі теріс. Оң нәтиже қажет.
registry-missing-access_order = Қол жеткізу тәртібі белгіленбеген.
registry-missing-access_order-later = Қол жеткізу тәртібі әлі қолданысқа енген жоқ.
registry-missing-period = Деректер жинағының жаңарту мерзімі көрсетілмеген: { $name }. Мерзімді күнмен енгізіңіз.

# Data sets
registry-set = Деректер жинағы
registry-sets = Деректер жинақтары
registry-sets-lead = Пайдаланудағы жүйеде немесе ресурста ақпараттың уақтылы жаңартылуы бақыланады.
registry-sets-none = Деректер жинағы енгізілмеген.
registry-set-new = Деректер жинағын енгізу
registry-set-edit = Деректер жинағын өзгерту
registry-set-period = Жаңарту мерзімі, күн
registry-set-period-hint = Деректер неше күнде бір жаңартылуға тиіс. Пайдалануға беру үшін міндетті.
registry-set-period-none = көрсетілмеген
registry-set-days = { $count } күн
registry-set-last = Соңғы жаңарту
registry-set-last-by = Кім жаңартты
registry-set-never = әлі жаңартылмаған
registry-set-due = Жаңартудың соңғы күні
registry-set-updated = Жаңартылды
registry-set-updated-done = Жаңарту белгіленді.
registry-freshness-overdue = жаңарту мерзімі өткен
registry-freshness-up_to_date = жаңартылған
registry-updates-title = Жаңартулар туралы есеп
registry-updates-lead = Пайдаланудағы жүйелер мен ресурстардың деректер жинақтары: мерзімі ең көп өткені бірінші тұрады.
registry-updates-empty = Әзірге бақыланатын деректер жинағы жоқ
registry-updates-empty-text = Мұнда пайдаланудағы жүйелер мен ресурстардың деректер жинақтары тұрады.

# History
registry-event-registered = Жазба енгізілді
registry-event-changed = Жазба өзгертілді
registry-event-access_order = Қол жеткізу тәртібі белгіленді
registry-event-finding_added = Нәтиже енгізілді
registry-event-finding_withdrawn = Нәтиже қайтарып алынды
registry-event-data_set_added = Деректер жинағы енгізілді
registry-event-data_set_changed = Деректер жинағы өзгертілді
registry-event-updated = Деректер жинағы жаңартылды
registry-event-operated = Пайдалануға берілді
registry-event-withdrawn = Есептен шығарылды

# Wrong fields and refusals
registry-field-category = Санатты тізімнен таңдаңыз: жалпыға ортақ қолжетімді немесе қолжетімділігі шектелген
registry-field-date-later = Құжаттың күні бүгіннен кеш болмауға тиіс
registry-field-until = Соңғы күні құжаттың күнінен ерте болмауға тиіс
registry-field-until-attestation = Соңғы күн тек аттестаттауда болады; бұл өрісті бос қалдырыңыз
registry-field-period = Мерзімді 1-ден { $max }-ге дейінгі бүтін санмен, күнмен енгізіңіз
registry-field-period-required = Жаңарту мерзімін енгізіңіз: онсыз деректер жинағы пайдалануға берілмейді
registry-refusal-state = Жазбаның қазіргі жай-күйінде бұл мүмкін емес. Карточканы қайта ашып, жай-күйін қараңыз.
registry-refusal-ended = Бұл нәтиже бұрын қайтарып алынған.
