# List and card
registry-nav = Реестр систем
registry-title = Реестр информационных систем и информационных ресурсов
registry-lead = Информационные системы и электронные информационные ресурсы государственных органов. Запись изменяет только орган-владелец.
registry-empty = Реестр пока пуст
registry-empty-text = Записи вносят руководитель, делопроизводитель или администратор органа-владельца.
registry-new = Внести запись
registry-edit = Изменить запись
registry-record = Система или ресурс
registry-name = Наименование
registry-name-kk = Наименование на казахском языке
registry-name-ru = Наименование на русском языке
registry-name-en = Наименование на английском языке
registry-kind = Вид
registry-kind-system = информационная система
registry-kind-resource = электронный информационный ресурс
registry-owner = Владелец
registry-not-chosen = Выберите
registry-category = Категория доступности
registry-category-hint = По статьям 10 и 15 Закона об информатизации.
registry-category-public = общедоступная
registry-category-restricted = ограниченного доступа
registry-state = Состояние
registry-state-not_in_operation = не введена в эксплуатацию
registry-state-in_operation = в эксплуатации
registry-state-withdrawn = снята с учета
registry-filter-any = Все
registry-filter-words = Поиск по наименованию

# Order of access
registry-access = Порядок доступа
registry-access-edit = Определить порядок доступа
registry-access-lead = Порядок видят все, кто может читать запись.
registry-access-none = Порядок доступа не определён.
registry-access-text = Текст порядка
registry-access-text-hint = Кто и на каком основании может получить доступ, как его запрашивают и предоставляют.
registry-access-law = Правовое основание
registry-access-law-hint = Акт, на котором основан порядок: название, номер, статья или пункт.
registry-access-from = Действует с

# Findings
registry-findings = Аттестация, испытания и экспертиза
registry-findings-lead = Информационная система вводится в эксплуатацию при положительном результате всех трёх. Внесённые сведения не изменяются: ошибочные отзываются с указанием причины.
registry-findings-none = Сведения не внесены.
registry-finding-attestation = Аттестация
registry-finding-test = Испытания программного продукта в испытательной лаборатории
registry-finding-examination = Экспертиза нормативно-технической документации
registry-finding-new = Внести результат
registry-finding-lead = Внесённый результат затем не изменяется.
registry-finding-kind = Вид результата
registry-finding-number = Номер документа
registry-finding-date = Дата документа
registry-finding-until = Последний день
registry-finding-until-hint = Только для аттестации. Если оставить пустым, без срока.
registry-finding-issuer = Кем выдан
registry-finding-result = Результат
registry-finding-by = Кто внёс
registry-finding-withdraw = Отозвать
registry-finding-withdraw-consequence = Этот результат больше не учитывается. Отменить это нельзя.
registry-finding-withdraw-done = Результат отозван.
registry-finding-withdrawn = отозван
registry-result-positive = положительный
registry-result-negative = отрицательный
registry-reason = Причина

# Operation
registry-operate = Ввести в эксплуатацию
registry-operate-question = { $name }: ввести в эксплуатацию?
registry-operate-consequence = Если чего-либо недостаёт, всё будет названо. Со дня ввода в эксплуатацию считаются сроки обновления наборов данных.
registry-operate-done = Запись отмечена как находящаяся в эксплуатации.
registry-operated = Введена в эксплуатацию
registry-operated-attestation = На основании аттестации
registry-withdraw = Снять с учета
registry-withdraw-consequence = После этого в записи ничего не изменяется. Отменить это нельзя.
registry-withdraw-done = Запись снята с учета.
registry-withdrawn = Снята с учета
registry-missing = Для ввода в эксплуатацию недостаёт:
registry-missing-attestation = Нет результата аттестации. Пройдите аттестацию и внесите её результат.
registry-missing-attestation-negative = Результат аттестации отрицательный. Нужен положительный.
registry-missing-attestation-ended = Срок аттестации истёк. Внесите новую.
registry-missing-test = Нет результата испытаний в испытательной лаборатории.
registry-missing-test-negative = Результат испытаний отрицательный. Нужен положительный.
registry-missing-examination = Нет результата экспертизы нормативно-технической документации.
registry-missing-examination-negative = Результат экспертизы документации отрицательный. Нужен положительный.
registry-missing-access_order = Не определён порядок доступа.
registry-missing-access_order-later = Порядок доступа ещё не действует.
registry-missing-period = Не указан срок обновления набора данных: { $name }. Укажите срок в днях.

# Data sets
registry-set = Набор данных
registry-sets = Наборы данных
registry-sets-lead = У находящихся в эксплуатации систем и ресурсов отслеживается своевременное обновление информации.
registry-sets-none = Наборы данных не внесены.
registry-set-new = Внести набор данных
registry-set-edit = Изменить набор данных
registry-set-period = Срок обновления, дней
registry-set-period-hint = За сколько дней данные должны обновляться. Обязательно для ввода в эксплуатацию.
registry-set-period-none = не указан
registry-set-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
    }
registry-set-last = Последнее обновление
registry-set-last-by = Кто обновил
registry-set-never = ещё не обновлялся
registry-set-due = Обновить не позднее
registry-set-updated = Обновлён
registry-set-updated-done = Обновление отмечено.
registry-freshness-overdue = срок обновления истёк
registry-freshness-up_to_date = обновлён вовремя
registry-updates-title = Отчёт об обновлениях
registry-updates-lead = Наборы данных систем и ресурсов, находящихся в эксплуатации: первыми стоят наиболее просроченные.
registry-updates-empty = Отслеживаемых наборов данных пока нет
registry-updates-empty-text = Здесь стоят наборы данных систем и ресурсов, находящихся в эксплуатации.

# History
registry-event-registered = Запись внесена
registry-event-changed = Запись изменена
registry-event-access_order = Определён порядок доступа
registry-event-finding_added = Внесён результат
registry-event-finding_withdrawn = Результат отозван
registry-event-data_set_added = Внесён набор данных
registry-event-data_set_changed = Набор данных изменён
registry-event-updated = Набор данных обновлён
registry-event-operated = Введена в эксплуатацию
registry-event-withdrawn = Снята с учета

# Wrong fields and refusals
registry-field-category = Выберите категорию из списка: общедоступная или ограниченного доступа
registry-field-date-later = Дата документа не может быть позже сегодняшней
registry-field-until = Последний день не может быть раньше даты документа
registry-field-until-attestation = Последний день бывает только у аттестации; оставьте поле пустым
registry-field-period = Укажите срок целым числом дней от 1 до { $max }
registry-field-period-required = Укажите срок обновления: без него набор данных не вводится в использование
registry-refusal-state = В нынешнем состоянии записи это невозможно. Откройте карточку снова и посмотрите её состояние.
registry-refusal-ended = Этот результат уже отозван.
