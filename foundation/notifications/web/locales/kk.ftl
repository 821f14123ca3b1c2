### Хабарламалар және олардың электрондық поштамен жеткізілуі (385-11). Алдымен қазақша жазылады.

notifications-title = Хабарламалар
notifications-lead = Сізден әрекет күтетін немесе сізге қатысты оқиғалар туралы хабарламалар. Олар электрондық поштаңызға да жіберіледі.
notifications-list = Сіздің хабарламаларыңыз: алдымен оқылмағандары, содан кейін ең соңғылары
notifications-new = Жаңа
notifications-needs-action = Әрекет қажет
notifications-open = Ашу
notifications-mark-read = Оқылды деп белгілеу
notifications-mark-all = Барлығын оқылды деп белгілеу
notifications-marked-all = Барлық хабарлама оқылды деп белгіленді.
notifications-read-at = { $date } оқылды
notifications-empty-title = Хабарлама жоқ
notifications-empty = Сізге қатысты бірдеңе болғанда, ол осы жерде көрінеді.

notifications-mail-subject = Порталдағы жаңа хабарлама
notifications-mail-greeting = Құрметті { $name }!
notifications-mail-open-action = Қажетті әрекетті орындау үшін порталда ашыңыз:
notifications-mail-open = Порталда ашу:
notifications-mail-sender = Мемлекеттік органдардың интранет-порталы
notifications-mail-automatic = Хат автоматты түрде жіберілді, оған жауап бермеңіз.

notifications-deliveries-nav = Хабарламаларды жеткізу
notifications-deliveries-nav-lead = Жіберілген және жеткізілмеген электрондық хаттар
notifications-deliveries-title = Хабарламаларды жеткізу
notifications-deliveries-lead = Хабарламалар туралы электрондық хаттар және олардың мәртебесі. Хабарламалардың өзі порталда алушыларға көрініп тұр.
notifications-deliveries-caption = Электрондық хаттар, ең соңғысы бірінші
notifications-deliveries-tabs = Хаттардың мәртебесі бойынша
notifications-deliveries-undelivered = Жеткізілмегендердің барлығы
notifications-deliveries-unconfigured = Пошта сервері бапталмаған: хаттар кезекте күтіп тұр. Серверді orda.toml файлының [smtp] бөлімінде көрсетіңіз; содан кейін хаттар өздігінен жіберіледі.
notifications-deliveries-empty-title = Тізім бос
notifications-deliveries-empty = Бұл мәртебеде бірде-бір хат жоқ.
notifications-delivery-recipient = Алушы
notifications-delivery-notice = Хабарлама
notifications-delivery-state = Мәртебе
notifications-delivery-attempts = Талпыныс саны
notifications-delivery-next = Келесі талпыныс
notifications-delivery-error = Қате
notifications-delivery-created = Құрылған уақыты
notifications-delivery-sent = Жіберілген уақыты
notifications-delivery-actions = Әрекеттер
notifications-delivery-resend = Қайта жіберу
notifications-delivery-resent = Хат кезектің басына қойылды.
notifications-delivery-unknown = Белгісіз адам

notifications-state-waiting = Кезекте
notifications-state-sent = Жіберілді
notifications-state-failed = Жеткізілмеді
notifications-state-no_address = Мекенжайы жоқ

## Таңғы хат
notifications-digest = Сізді { $count } іс күтіп тұр, мерзімі өткені: { $overdue }.

    { $lines }
    .subject = Сізді { $count } іс күтіп тұр
notifications-digest-line = { $number }. { $title }. { $what }. Мерзімі: { $due }
notifications-digest-line-overdue = { $number }. { $title }. { $what }. МЕРЗІМІ ӨТКЕН: { $due }
notifications-digest-line-plain = { $number }. { $title }. { $what }
notifications-digest-more = Тағы { $n } іс бар.
notifications-digest-title = Таңғы хат
notifications-digest-lead = Жұмыс күндері Сізді не күтіп тұрғанын бір хатпен аласыз. Ештеңе күтпесе, хат келмейді.
notifications-digest-wanted = Таңғы хат керек пе?
notifications-digest-on = Иә, жұмыс күндері жіберіңіз
notifications-digest-off = Жоқ
notifications-digest-time = Жіберу уақыты
notifications-digest-time-hint = Астана уақыты, мысалы: 08:30
notifications-digest-time-wrong = Уақытты сағат:минут түрінде жазыңыз, мысалы 08:30.
notifications-digest-language = Хаттың тілі
notifications-digest-own-language = Менің профилімдегі тіл
