# Жұмыс күнтізбесі

calendar-admin = Әкімшілік ету
calendar-title = Жұмыс күнтізбесі
calendar-lead = Келісу мерзімдері осы күнтізбе бойынша жұмыс күндерімен есептеледі. Үкімет мереке күндерін немесе ауыстырылған жұмыс күндерін өзгертсе, оларды осында енгізіңіз.
calendar-new = Күнді енгізу
calendar-new-lead = Өзгеріс бірден күшіне енеді: бұдан кейін есептелетін мерзімдерге қолданылады. Бұрын белгіленген мерзімдердің соңғы күні өзгермейді.
calendar-empty = Бұл жылға мереке немесе ауыстырылған күндер енгізілмеген.
calendar-years = Басқа жылдар
calendar-date = Күн
calendar-works = Бұл қандай күн?
calendar-name = Атауы
calendar-in-kazakh = қазақша
calendar-in-russian = орысша
calendar-in-english = ағылшынша
calendar-source = Дереккөз
calendar-source-program = Бағдарламамен бірге келген
calendar-source-entered = Әкімші енгізген
calendar-day-off = Демалыс күні
calendar-day-off-hint = Мереке немесе мерекеге байланысты ауыстырылған демалыс
calendar-working-day = Жұмыс күні
calendar-working-day-hint = Мысалы, ауыстырылған жұмыс сенбісі
calendar-reset = Қайтарып алу
calendar-reset-question = { $date } күні туралы енгізілгенді қайтарып аласыз ба?
calendar-reset-consequence = Бұл күнге бағдарламамен бірге келген күнтізбе қайтадан қолданылады. Бұрын белгіленген мерзімдер өзгермейді.
calendar-entered = Күн енгізілді.
calendar-taken-back = Енгізілген күн қайтарып алынды.
calendar-error-date = 2010–2100 жылдардағы бар күнді енгізіңіз
