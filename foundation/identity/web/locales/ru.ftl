### Пользователи, государственные органы, роли, вход на портал.

## Вход
identity-login-title = Вход на портал
identity-login = Логин
identity-password = Пароль
identity-login-eds-title = Вход с помощью ЭЦП
identity-login-eds-lead = Пароль не нужен: вы подписываете запрос портала своей электронной цифровой подписью.
identity-login-eds = Войти с помощью ЭЦП
identity-login-eds-explained = Подпишите запрос ниже. Он действителен один раз и только пять минут, на другом портале использовать его нельзя. Закрытый ключ не покидает ваш компьютер.
identity-login-eds-content = Подписываемый текст
identity-login-with-password = Войти по логину и паролю
identity-login-help = Учетную запись и одноразовый пароль выдает администратор вашего государственного органа. Если пароль несколько раз подряд введен неверно, вход на время блокируется, и каждый раз ждать приходится дольше.
    .title = Не получается войти
identity-logged-out = Вы вышли с портала.
identity-method-password = по паролю
identity-method-eds = с помощью ЭЦП
identity-method-totp = паролем и кодом программы
identity-method-passkey = паролем и ключом доступа
identity-method-recovery = паролем и запасным кодом

## Моя учетная запись
identity-profile = Моя учетная запись
identity-iin = Индивидуальный идентификационный номер (ИИН)
identity-position = Должность
identity-positions = Должности
identity-positions-none = Должность не указана.
identity-role = Роль
identity-roles = Роли
identity-no-roles = Роли не назначены.
identity-whole-portal = Весь портал
identity-my-certificates = Мои регистрационные свидетельства
identity-language = Язык
identity-language-label = Язык страниц и писем
identity-own-name-kk = Қазақша
identity-own-name-ru = Русский
identity-own-name-en = English
identity-email = Электронная почта
identity-email-label = Адрес электронной почты для уведомлений
identity-password-change = Изменить пароль
identity-password-change-lead = После смены пароля все сеансы, кроме этого, завершатся.
identity-password-current = Текущий пароль
identity-password-new = Новый пароль
identity-password-repeat = Повторите новый пароль
identity-password-rules = Не менее { $min } знаков. Без вашего логина, имени и фамилии; не из самых распространенных паролей. Удобна фраза из нескольких слов.
identity-password-changed = Пароль изменен, остальные сеансы завершены.
identity-sessions = Сеансы
identity-sessions-lead = Устройства, с которых вы вошли на портал. Незнакомый сеанс завершите и смените пароль.
identity-session-device = Устройство
identity-session-address = IP-адрес
identity-session-begun = Время входа
identity-session-seen = Последнее действие
identity-session-present = Этот сеанс
identity-session-unknown = Неизвестная программа
identity-session-revoke = Завершить
identity-session-revoked = Сеанс завершен.
identity-sessions-revoke-others = Завершить все остальные сеансы
identity-sessions-revoked = { $count ->
    [0] Других сеансов не было.
    [one] Завершен { $count } сеанс.
    [few] Завершены { $count } сеанса.
   *[other] Завершено { $count } сеансов.
 }

## Администрирование
identity-nav-admin = Администрирование
identity-admin = Администрирование
identity-admin-certificates = Регистрационные свидетельства
identity-admin-certificates-lead = Заявки и выданные регистрационные свидетельства
identity-admin-calendar = Рабочий календарь
identity-admin-calendar-lead = Праздники, выходные и перенесённые рабочие дни
identity-state = Статус
identity-inactive = Не действует
identity-none = не указано
identity-not-chosen = Не выбрано
identity-in-kazakh = на казахском
identity-in-russian = на русском
identity-in-english = на английском
identity-number-hint = 12 цифр
identity-term = Срок
identity-period = { $from } – { $until }
identity-since = с { $from }
identity-first-day = Первый день
identity-last-day = Последний день

## Государственные органы
identity-bodies = Государственные органы
identity-bodies-count = { $count ->
    [one] { $count } государственный орган
    [few] { $count } государственных органа
   *[other] { $count } государственных органов
 }
identity-body = Государственный орган
identity-body-new = Добавить государственный орган
identity-body-edit = Изменить данные государственного органа
identity-body-created = Государственный орган зарегистрирован.
identity-body-people = Сотрудники этого органа
identity-body-deactivate = Исключить из участников
identity-body-deactivate-question = Исключить «{ $name }» из участников портала?
identity-body-deactivate-consequence = Роли в органе утратят силу, его сотрудники не смогут действовать от его имени. Проекты, подписи и история сохранятся. Орган можно будет включить снова.
identity-body-deactivated = Орган исключен из участников портала.
identity-body-activate = Снова включить в участники
identity-body-activated = Орган снова включен в участники портала.
identity-search-body = Наименование или БИН
identity-also-inactive = И исключенные органы
identity-bin = Бизнес-идентификационный номер (БИН)
identity-kind = Вид органа
identity-kind-chancellery = Канцелярия Премьер-Министра
identity-kind-presidential_administration = Администрация Президента
identity-kind-ministry = Министерство
identity-kind-agency = Агентство
identity-kind-region = Местный исполнительный орган
identity-kind-other = Иной орган
identity-full-name = Полное наименование
identity-short-name = Краткое наименование
identity-parent = Вышестоящий орган
identity-no-parent = Нет
identity-no-head = Не назначен
identity-unit = Структурное подразделение
identity-units = Структурные подразделения
identity-units-none = Подразделения не внесены.
identity-unit-new = Добавить подразделение
identity-unit-edit = Изменить подразделение
identity-unit-parent = Вышестоящее подразделение
identity-unit-closed = Подразделение закрыто

## Люди
identity-people = Сотрудники
identity-people-count = { $count ->
    [one] { $count } сотрудник
    [few] { $count } сотрудника
   *[other] { $count } сотрудников
 }
identity-person = Сотрудник
identity-person-new = Зарегистрировать сотрудника
identity-person-edit = Изменить данные сотрудника
identity-person-created = Сотрудник зарегистрирован.
identity-person-deactivate = Закрыть доступ на портал
identity-person-deactivate-question = { $name }: закрыть доступ на портал?
identity-person-deactivate-consequence = Все сеансы сотрудника сразу завершатся, войти он не сможет. Его подписи и история действий сохранятся.
identity-person-deactivated = Доступ сотрудника на портал закрыт.
identity-person-activate = Вернуть доступ на портал
identity-person-activated = Доступ сотрудника на портал возвращен.
identity-search-person = Имя, логин или должность
identity-also-barred = И те, кому доступ закрыт
identity-surname = Фамилия
identity-given = Имя
identity-patronymic = Отчество
identity-login-hint = Латинские буквы, цифры, точка, дефис. Оставьте пустым, если сотрудник входит только с помощью ЭЦП.
identity-registered = Дата регистрации
identity-position-first = Первая должность
identity-position-title = Наименование должности
identity-position-new = Добавить должность
identity-position-added = Должность добавлена.
identity-position-end = Освободить от должности
identity-password-reset = Выдать одноразовый пароль
identity-password-reset-question = { $name }: выдать одноразовый пароль?
identity-password-reset-consequence = Прежний пароль сразу перестанет действовать, все сеансы сотрудника завершатся. Одноразовый пароль действует три дня, при первом входе его нужно сменить.
identity-one-time = Одноразовый пароль
identity-one-time-warning = Пароль показан только сейчас и нигде не хранится. Сообщите его только самому сотруднику и не отправляйте по электронной почте.

## Роли
identity-role-rights = Что могут роли
identity-role-rights-lead = Права каждой роли и кто ее назначает
identity-role-may = Что может
identity-role-place = Где назначается
identity-role-giver = Кто назначает
identity-role-since = Дата назначения
identity-role-rules = Общие правила
identity-role-rule-own = Никто не меняет собственные роли и собственный доступ на портал.
identity-role-rule-above = Никто не может назначить роль выше своей.
identity-role-rule-separation = Один человек не может быть и администратором, и ответственным за информационную безопасность.
identity-role-rule-head = У государственного органа один руководитель; вместо него подписывает только тот, на кого официально возложено исполнение его обязанностей.
identity-role-rule-last = Последнего администратора портала нельзя лишить роли.
identity-may-head_of_body = Подписывает проекты от имени органа, назначает представителей, согласовывает или отказывает в согласовании.
identity-may-drafter = Размещает проекты, готовит версии, отвечает на замечания, направляет проект на согласование.
identity-may-approver = Рассматривает порученные руководителем проекты, вносит замечания, готовит проект решения.
identity-may-records_clerk = Регистрирует письма, поступившие в орган.
identity-may-control_officer = Принимает и проверяет проекты, поступившие в Канцелярию.
identity-may-chancellery_unit_officer = Рассматривает проекты в структурном подразделении Канцелярии.
identity-may-controller = Просматривает напоминания об исполнении поручений, направленные его органу.
identity-may-administrator = Ведет сотрудников, подразделения, роли и регистрационные свидетельства: одного органа или всего портала. Решений по проектам не принимает.
identity-may-security_officer = Просматривает и экспортирует журнал учета обращений. Ничего не изменяет.
identity-place-portal = Только на весь портал
identity-place-any = В органе или на весь портал
identity-place-chancellery = Только в Канцелярии Премьер-Министра
identity-place-body = В государственном органе
identity-giver-portal = Администратор портала
identity-giver-any = Администратор портала или этого органа
identity-role-new = Назначить роль
identity-role-body-hint = Для всех ролей, кроме администратора и ответственного за информационную безопасность, выберите государственный орган.
identity-role-granted = Роль назначена. Она действует со следующего запроса.
identity-role-withdraw = Отозвать роль
identity-role-withdraw-question = { $name }: отозвать роль «{ $role }»?
identity-role-withdraw-consequence = Права утратят силу со следующего запроса. Совершенные действия и поставленные подписи сохранятся.
identity-role-withdrawn = Роль отозвана.

## Исполнение обязанностей руководителя
identity-acting = Исполняющие обязанности руководителя
identity-acting-none = Исполняющий обязанности руководителя не назначен.
identity-acting-new = Назначить исполняющего обязанности руководителя
identity-acting-lead = На время отсутствия руководителя право подписи получает только тот, на кого официально возложены его обязанности.
identity-acting-who = Исполняющий обязанности
identity-acting-for = За кого
identity-acting-appointed = Исполняющий обязанности руководителя назначен.
identity-acting-end = Прекратить назначение
identity-acting-end-question = { $name }: прекратить исполнение обязанностей руководителя?
identity-acting-end-consequence = С сегодняшнего дня он не сможет подписывать за руководителя. Поставленные подписи сохраняют силу.
identity-acting-ended = Назначение прекращено.

## Информационные системы
identity-systems = Информационные системы
identity-systems-count = { $count ->
    [one] { $count } информационная система
    [few] { $count } информационные системы
   *[other] { $count } информационных систем
 }
identity-systems-lead = Системы, которые обращаются к программному интерфейсу портала от своего имени. Они не подписывают и не администрируют.
identity-systems-none = Информационные системы не зарегистрированы
identity-system = Информационная система
identity-system-name = Наименование информационной системы
identity-system-new = Зарегистрировать информационную систему
identity-system-roles = Роли
identity-system-roles-hint = Система действует от имени выбранного органа в этих ролях.
identity-system-until = Срок действия токена
identity-system-days = Сколько дней действует токен
identity-system-active = Действует
identity-system-expired = Срок истек
identity-system-revoked = Отозван
identity-system-renew = Выдать новый токен
identity-system-renew-consequence = Прежний токен сразу перестанет действовать.
identity-system-revoke = Отозвать токен
identity-system-revoke-question = { $name }: отозвать токен?
identity-system-revoke-consequence = Система сразу потеряет доступ к порталу. Позже можно выдать новый токен.
identity-system-revoked-done = Токен отозван.
identity-token = Токен
identity-token-warning = Токен показан только сейчас и нигде не хранится. Перенесите его в настройки системы и никому не отправляйте.

## Ошибки в полях
identity-error-number-form = Номер состоит из 12 цифр
identity-error-check-digit = Последняя цифра номера не сходится: сверьте номер с документом
identity-error-iin-content = Дата рождения или век в номере не существуют: сверьте номер с документом
identity-error-bin-content = Месяц регистрации или вид организации в номере не существуют: сверьте номер с документом
identity-error-taken-iin = С этим ИИН уже зарегистрирован другой сотрудник
identity-error-taken-bin = С этим БИН уже зарегистрирован другой орган
identity-error-taken-login = Этот логин занят, выберите другой
identity-error-taken-name = Система с таким наименованием уже зарегистрирована
identity-error-login-form = Логин – от 3 до 64 знаков: строчные латинские буквы, цифры, точка, дефис
identity-error-email = Введите адрес полностью, например d.akhmetov@example.kz
identity-error-parent = Так выбрать нельзя: он подчинен сам себе или не является участником
identity-error-period = Последний день не может быть раньше первого
identity-error-days = Введите число от 1 до { $max }
identity-error-password-short = Пароль слишком короткий: нужно не менее { $min } знаков
identity-error-password-long = Пароль слишком длинный: не более { $max } знаков
identity-error-password-own-name = В пароле не должно быть вашего логина, имени или фамилии
identity-error-password-common = Такой пароль легко подобрать: придумайте другой
identity-error-password-context = Пароль состоит почти только из названий портала, государственного органа или должности: добавьте другие слова
identity-error-password-breached = Этот пароль есть в списке утекших паролей: придумайте другой
identity-error-password-current = Текущий пароль неверен, или ошибок было слишком много. Повторите немного позже
identity-error-password-same = Новый пароль должен отличаться от текущего
identity-error-password-repeat = Пароли не совпадают

## Отказы
identity-refusal-credentials = Логин или пароль неверен, либо вход с этой учетной записью заблокирован. Проверьте введенное, повторите немного позже или обратитесь к администратору вашего государственного органа.
identity-refusal-challenge = Срок подписанного запроса истек, или он уже использован. Подпишите новый запрос.
identity-refusal-unknown-signer = Подпись верна, но человек из регистрационного свидетельства не зарегистрирован на портале как сотрудник этого органа. Обратитесь к администратору вашего государственного органа.
identity-refusal-eds-off = На этом портале вход с помощью ЭЦП не настроен. Войдите по логину и паролю.
identity-refusal-own-roles = Собственные роли и собственный доступ изменить нельзя. Обратитесь к другому администратору.
identity-refusal-separation = Один человек не может быть и администратором, и ответственным за информационную безопасность. Сначала отзовите другую роль.
identity-refusal-role-scope = Эта роль здесь не назначается. Где она назначается, показано на странице «Что могут роли».
identity-refusal-role-held = Эта роль уже назначена этому человеку.
identity-refusal-head-exists = У органа уже есть руководитель: { $name }. Сначала отзовите его роль или назначьте исполняющего обязанности.
identity-refusal-last-administrator = Это последний администратор портала. Сначала назначьте другого.
identity-refusal-no-head = У органа нет руководителя. Сначала назначьте роль руководителя.
identity-refusal-acting-overlap = В эти дни обязанности руководителя исполняет { $name }. Выберите другой период или прекратите прежнее назначение.
identity-refusal-acting-is-head = Руководитель не может исполнять обязанности самого себя. Выберите другого человека.
identity-refusal-inactive-person = Доступ этого сотрудника закрыт. Сначала верните его.
identity-refusal-inactive-body = Этот орган исключен из участников портала. Сначала включите его снова.
identity-refusal-active-children = Подчиненные этому органу органы остаются участниками портала. Сначала исключите их.
identity-refusal-change-password = Сначала смените одноразовый пароль.
identity-refusal-second-first = Ваша роль требует второй фактор. Сначала добавьте его.
identity-refusal-prove-first = Сначала введите пароль ещё раз или подпишите запрос ЭЦП.
identity-refusal-second-over = Время на подтверждение входа истекло. Введите логин и пароль заново.
identity-refusal-second-off = Второй фактор в этом портале не настроен.
identity-refusal-passkey = Ключ доступа не удалось проверить. Обновите страницу и повторите или добавьте программу кодов.
identity-refusal-too-many-factors = Вторых факторов слишком много. Сначала удалите ненужный.
identity-refusal-second-chancellery = Канцелярия Премьер-Министра уже зарегистрирована, она может быть только одна.

## Ссылки в профиле
identity-profile-more = Письма и календарь
identity-profile-digest = Утреннее письмо: когда и на каком языке
identity-profile-calendar = Календарь сроков
identity-profile-accesses = Кто обращался к моим данным

## Возложение обязанностей
identity-delegation = Кто исполняет мои обязанности
identity-delegation-lead = Назначьте приказом, кто исполняет обязанности руководителя на время Вашего отсутствия. В указанные дни этот человек может подписывать ЭЦП как руководитель; в документе видно, за кого он подписал.
identity-delegation-new = Возложить обязанности
identity-delegation-none = Никто не назначен.
identity-delegation-not-head = Возложить обязанности может только сам руководитель органа.
identity-delegation-basis = Номер и дата приказа или причина
identity-delegation-basis-hint = Например: приказ № 115-л от 20 ноября 2026 года, отпуск
identity-delegation-named = Обязанности возложены. Вам и назначенному отправлены уведомления.
identity-delegation-end = Вернуть обязанности себе
identity-error-delegation-past = Первый день не может быть раньше сегодняшнего.
identity-error-delegation-basis = Укажите номер приказа или причину.
identity-error-delegation-basis-long = Не длиннее { $limit } символов.
identity-error-delegation-person = Выберите другого сотрудника своего органа.
identity-notice-acting-named = На Вас возложены обязанности руководителя: { $body }, { $from } – { $until }. За кого: { $name }. Основание: { $basis }.
    .subject = На Вас возложены обязанности руководителя
identity-notice-acting-named-head = Ваши обязанности возложены: { $name }, { $body }, { $from } – { $until }. Основание: { $basis }.
    .subject = Ваши обязанности возложены: { $name }
identity-notice-acting-ended = Исполнение Вами обязанностей руководителя завершено: { $body } ({ $from } – { $until }). За кого: { $name }. Основание: { $basis }.
    .subject = Исполнение обязанностей завершено
identity-notice-acting-ended-head = Вы вернули себе обязанности: { $name }, { $body } ({ $from } – { $until }). Основание: { $basis }.
    .subject = Вы вернули себе обязанности

## Выгрузка списков
identity-export = Скачать этот список

## Второй фактор
identity-second = Второй фактор
identity-second-lead = Многофакторная аутентификация: при входе кроме пароля нужно то, что есть только у Вас. Посторонний, узнавший пароль, в портал не войдёт.
identity-second-required = Ваша роль требует второй фактор. Пока он не добавлен, другие страницы портала закрыты.
identity-second-none = Второй фактор не добавлен.
identity-second-add-program = Добавить программу кодов
identity-second-add-passkey = Добавить ключ доступа
identity-passkey-lead = Ключ доступа хранится на этом устройстве или на USB-токене и открывается отпечатком, лицом или PIN-кодом. Поддельный сайт воспользоваться им не может.
identity-passkey-name-usual = Этот компьютер
identity-passkey-use = Подтвердить ключом доступа
identity-passkey-problem = Ключ доступа не использован. Повторите или выберите другой способ.
identity-passkey-script = Для ключа доступа в браузере должен быть включён JavaScript. Вместо него можно использовать программу кодов.
identity-second-added = Второй фактор добавлен, другие сеансы завершены.
identity-second-count = { $count ->
    [0] не добавлен
   *[other] добавлено: { $count }
 }
identity-second-eds = При входе по ЭЦП второй фактор не спрашивается: закрытый ключ есть только у Вас и защищён собственным паролем, поэтому ЭЦП сама равна двум факторам.
    .title = Если Вы входите по ЭЦП
identity-second-step = Подтверждение входа
identity-second-step-lead = Пароль верен. Теперь предъявите второй фактор: на это есть десять минут.
identity-second-code = Код
identity-second-code-hint = Шесть цифр из программы или один из запасных кодов
identity-second-lost = Введите один из запасных кодов, которые Вы распечатали. Если их нет, войдите по ЭЦП или обратитесь к администратору своего государственного органа: он снимет второй фактор.
    .title = Если телефон или ключ потерян
identity-second-other = Войти с другим логином
identity-second-reset = Снять второй фактор
identity-second-reset-question = { $name }: снять второй фактор?
identity-second-reset-consequence = Все программы кодов, ключи доступа и запасные коды сразу станут недействительны, сеансы сотрудника завершатся. Сотруднику придёт уведомление. Сначала убедитесь, что просит он сам.
identity-second-reset-done = Второй фактор снят, сотрудник уведомлён.
identity-sessions-end = Завершить все сеансы
identity-sessions-end-question = { $name }: завершить все сеансы?
identity-sessions-end-consequence = Сотруднику придётся войти заново на каждом устройстве. Введённое и не сохранённое пропадёт.
identity-sessions-end-all = Завершить сеансы всех
identity-sessions-end-all-question = Завершить сеансы всех, кроме вашего?
identity-sessions-end-all-consequence = Всем придётся войти заново. Введённое и не сохранённое пропадёт. Делайте это, если сеансы могли попасть в чужие руки.
identity-sessions-ended = { $count ->
    [0] Сеансов не было
    [one] Завершён { $count } сеанс
    [few] Завершено { $count } сеанса
   *[other] Завершено { $count } сеансов
 }
identity-error-number-unknown = С этим ИИН не зарегистрирован никто из сотрудников, которых вы можете видеть
identity-email-prove = На этот адрес приходят письма о вашей учётной записи. Чтобы изменить его, сначала подтвердите, что это вы.
identity-factor-totp = Программа кодов
identity-factor-passkey = Ключ доступа
identity-factor-name = Название
identity-factor-name-hint = Понятное Вам название, например «Служебный телефон»
identity-factor-name-usual = Телефон
identity-factor-kind = Вид
identity-factor-added = Добавлен
identity-factor-used = Последнее использование
identity-factor-rename = Переименовать
identity-factor-remove = Удалить
identity-factor-remove-question = Удалить «{ $name }»?
identity-factor-remove-consequence = Войти с его помощью будет нельзя. Вместе с последним вторым фактором станут недействительны и запасные коды.
identity-factor-removed = Второй фактор удалён.
identity-program = Добавление программы кодов
identity-program-lead = Подойдёт любая программа для телефона или компьютера, выдающая коды по RFC 6238. Она работает и без интернета.
identity-program-scan = Откройте программу и считайте QR-код камерой или наберите секрет вручную.
identity-program-type = Введите ниже шесть цифр, которые показала программа.
identity-program-code = QR-код для программы кодов
identity-program-secret = Секрет
identity-program-first = Код из программы
identity-program-confirm = Подтвердить
identity-recovery = Запасные коды
identity-recovery-left = { $count ->
    [0] Неиспользованных кодов не осталось: получите новые.
   *[other] Неиспользованных кодов: { $count }.
 }
identity-recovery-warning = Коды показываются только сейчас и в портале не хранятся. Каждый годится один раз.
identity-recovery-print = Распечатайте страницу и храните её отдельно от пароля: с этими кодами Вы войдёте, если потеряете телефон.
identity-recovery-anew = Получить новые запасные коды
identity-recovery-anew-question = Выдать новые запасные коды?
identity-recovery-anew-consequence = Все прежние коды сразу станут недействительны.
identity-proof = Подтвердите, что это Вы
identity-proof-lead = Прежде чем менять способы входа, введите пароль ещё раз или подпишите запрос ЭЦП. Подтверждение действует десять минут.
identity-proof-eds = Подтвердить ЭЦП
identity-proof-password = Подтвердить паролем
identity-error-second-code = Код неверный, устарел или уже использован. Дождитесь следующего кода программы, он действует 30 секунд; если не подходит ни один, настройте часы устройства по сети. После нескольких ошибок ожидание растет.
identity-error-factor-name-long = Название не длиннее { $limit } символов
identity-notice-second-added = К Вашей учётной записи добавлен второй фактор: { $name }. Если его добавили не Вы, сразу смените пароль и сообщите ответственному за информационную безопасность.
    .subject = Добавлен второй фактор
identity-notice-second-removed = Из Вашей учётной записи удалён второй фактор: { $name }. Если его удалили не Вы, сразу смените пароль и сообщите ответственному за информационную безопасность.
    .subject = Удалён второй фактор
identity-notice-second-reset = Администратор снял вторые факторы Вашей учётной записи ({ $name }). Если Вы об этом не просили, сообщите ответственному за информационную безопасность.
    .subject = Администратор снял второй фактор
identity-notice-second-recovery = Вы вошли в портал с запасным кодом. Осталось кодов: { $left }. Если это были не Вы, сразу смените пароль и сообщите ответственному за информационную безопасность.
    .subject = Использован запасной код
identity-notice-password-changed = Пароль Вашей учётной записи изменён. Если это были не Вы, сразу сообщите ответственному за информационную безопасность.
    .subject = Ваш пароль изменён
identity-notice-password-reset = Вам выдан одноразовый пароль ({ $name }). Прежний пароль не действует. Если Вы об этом не просили, сообщите ответственному за информационную безопасность.
    .subject = Вам выдан одноразовый пароль
identity-notice-failed-logins = В Вашу учётную запись вошли после неудачных попыток ({ $count }). Если это были не Вы, сразу смените пароль и сообщите ответственному за информационную безопасность.
    .subject = Вход после неудачных попыток
identity-notice-address-changed = Адрес электронной почты Вашей учётной записи изменён ({ $name }). Если Вам об этом ничего не известно, сразу сообщите ответственному за информационную безопасность.
    .subject = Ваш адрес электронной почты изменён
identity-notice-login-changed = Логин Вашей учётной записи изменён ({ $name }). Если Вам об этом ничего не известно, сразу сообщите ответственному за информационную безопасность.
    .subject = Ваш логин изменён

## Настройки безопасности
identity-safety = Настройки безопасности
identity-safety-lead = Кому открыты данные и ключи, шифрование, разрешённые сети
identity-safety-explained = К хранимым документам в обход портала должна иметь доступ только служебная учётная запись портала. Страница проверяет настройки сейчас; то же показывает на сервере команда «orda admin safety».
identity-safety-what = Что проверено
identity-safety-subject = Файл или настройка
identity-safety-to-do = Что сделать
identity-safety-open = Открыто
identity-safety-advice = Совет
identity-safety-closed = Закрыто
identity-safety-good = В порядке
identity-safety-data = Папка данных
    .do = Оставьте папку только служебной учётной записи портала: проверьте владельца и выполните chmod 700.
identity-safety-keys = Ключи
    .do = Выполните chmod 700 для папки и chmod 600 для файла ключа, проверьте владельца.
identity-safety-database = Файл базы данных
    .do = Выполните chmod 600 и проверьте владельца.
identity-safety-settings = Файл настроек и паролей
    .do = Выполните chmod 600 и проверьте владельца.
identity-safety-backups = Папка резервных копий
    .do = { identity-safety-data.do }
identity-safety-drills = Папка проверочных восстановлений
    .do = { identity-safety-data.do }
identity-safety-archives = Папка архивов учёта
    .do = { identity-safety-data.do }
identity-safety-tls = Шифрованное соединение
    .do = Начните public_url с https:// и заполните раздел [tls] или назовите прокси-сервер TLS в trusted_proxies.
identity-safety-certificate = Сертификат TLS
    .do = Проверьте срок сертификата, его файлы и ключ и положите новые на место: портал прочтёт их сам. Почему файл непригоден, сказано в журнале.
identity-safety-inside = Шифрованные соединения с базой данных, почтой и другими системами
    .do = Настройте все соединения по TLS и уберите network.plain_inside.
identity-safety-networks = Разрешённые сети
    .do = Назовите сети государственных органов в permitted_networks.
identity-safety-second = Второй фактор у всех
    .do = Укажите required = ["all"] в разделе [second_factor]. ЭЦП считается за два фактора.
identity-safety-limits = Пределы запросов
    .do = Включите пределы в разделе [limits].
identity-safety-antivirus = Антивирус для принимаемых файлов
    .do = Укажите сокет службы clamd в разделе [antivirus].
