# Рабочий календарь

calendar-admin = Администрирование
calendar-title = Рабочий календарь
calendar-lead = По этому календарю сроки согласования считаются в рабочих днях. Если Правительство меняет праздничные или перенесённые рабочие дни, внесите их здесь.
calendar-new = Внести день
calendar-new-lead = Изменение действует сразу: для сроков, которые считаются после него. Последний день ранее установленных сроков не меняется.
calendar-empty = На этот год праздничные и перенесённые дни не внесены.
calendar-years = Другие годы
calendar-date = День
calendar-works = Какой это день?
calendar-name = Название
calendar-in-kazakh = на казахском
calendar-in-russian = на русском
calendar-in-english = на английском
calendar-source = Источник
calendar-source-program = Вместе с программой
calendar-source-entered = Внёс администратор
calendar-day-off = Выходной день
calendar-day-off-hint = Праздник или перенесённый из-за него выходной
calendar-working-day = Рабочий день
calendar-working-day-hint = Например, перенесённая рабочая суббота
calendar-reset = Отменить внесённое
calendar-reset-question = Отменить внесённое о дне { $date }?
calendar-reset-consequence = Для этого дня снова действует календарь, поставленный с программой. Ранее установленные сроки не меняются.
calendar-entered = День внесён.
calendar-taken-back = Внесённое о дне отменено.
calendar-error-date = Введите существующий день 2010–2100 годов
