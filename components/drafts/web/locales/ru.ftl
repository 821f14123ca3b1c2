### Тексты страниц согласования проектов НПА.

## Общие слова
drafts-nav = Проекты НПА
drafts-nav-work = Моя работа
drafts-word-title = Наименование
drafts-word-number = Номер
drafts-word-version = Версия
drafts-word-state = Статус
drafts-word-kind = Вид акта
drafts-word-body = Государственный орган
drafts-word-drafting-body = Государственный орган-разработчик
drafts-word-approving-bodies = Согласующие государственные органы
drafts-word-approving-body = Согласующий государственный орган
drafts-word-term = Срок
drafts-word-progress = Ход согласования
drafts-word-created = Время размещения
drafts-word-files = Файлы
drafts-word-person = Сотрудник
drafts-word-decision = Решение
drafts-word-holder = У кого
drafts-word-text = Текст
drafts-word-action = Действие
drafts-word-none = нет
drafts-lang-kk = На казахском
drafts-lang-ru = На русском
drafts-version = Версия { $n }
drafts-progress = { $done ->
    [0] ни один
   *[other] { $done }
} из { $total } органов
drafts-progress-sentence = { $done ->
    [0] Пока не согласовал { $progress }.
    [one] Согласовал { $progress }.
   *[other] Согласовали { $progress }.
}
drafts-progress-refused = { $n ->
    [0] Отказов нет.
   *[other] Отказали органов: { $n }.
}

## Сроки
drafts-left-days = { $days ->
    [0] сегодня последний день
    [one] остался { $days } рабочий день
    [few] осталось { $days } рабочих дня
   *[other] осталось { $days } рабочих дней
}
drafts-left-over = { $days ->
    [0] срок истек сегодня
    [one] срок истек { $days } рабочий день назад
    [few] срок истек { $days } рабочих дня назад
   *[other] срок истек { $days } рабочих дней назад
}
drafts-term-full = { $date }, { $left }
drafts-term-none = срок не установлен
drafts-term-how = Как посчитано
drafts-term-how-text = Срок исчисляется со дня, следующего за { $from }, рабочих дней: { $days }. Последний день — { $until }.
drafts-term-how-weekends = Не учтено выходных дней: { $n }.
drafts-term-how-holiday = { $date } — { $name } (праздничный день)
drafts-term-how-worked = { $date } — выходной, объявленный рабочим днем
drafts-term-how-changed = Календарь позднее изменён: последний день, установленный вместе со сроком, { $date }, остаётся прежним.

## Статусы
drafts-state-prepared = Подготовлено
drafts-state-signed_by_drafter = Подписано разработчиком
drafts-state-on_approval = На согласовании
drafts-state-remarks_received = Получены замечания
drafts-state-approved_by_all = Согласовано всеми органами
drafts-state-at_chancellery = В Канцелярии
drafts-state-superseded = Заменено новой версией
drafts-body-state-letter_sent = Письмо отправлено
drafts-body-state-not_delivered = Не доставлено
drafts-body-state-registered = Зарегистрировано
drafts-body-state-with_head = На рассмотрении руководителя
drafts-body-state-representative_named = Представитель определен
drafts-body-state-under_review = На рассмотрении
drafts-body-state-approved = Согласовано
drafts-body-state-refused = Отказано
drafts-body-state-no_answer = Нет ответа
drafts-body-state-not_sent = Письмо еще не отправлено
drafts-protocol-state-prepared = Подготовлено
drafts-protocol-state-signed_by_one = Подписано одной стороной
drafts-protocol-state-signed_by_both = Подписано обеими сторонами
drafts-protocol-state-waiting = Ожидает подписания второй стороной
drafts-remark-state-open = Ожидает ответа
drafts-remark-state-answered = Дан ответ
drafts-remark-state-closed = Закрыто
drafts-remark-state-withdrawn = Отозвано

## Виды актов
drafts-kind-law = Закон Республики Казахстан
drafts-kind-presidential_decree = Указ Президента Республики Казахстан
drafts-kind-government_resolution = Постановление Правительства Республики Казахстан
drafts-kind-prime_minister_order = Распоряжение Премьер-Министра Республики Казахстан
drafts-kind-minister_order = Приказ министра или руководителя агентства
drafts-kind-joint_order = Совместный приказ
drafts-kind-regional_resolution = Постановление местного исполнительного органа
drafts-kind-other = Иной нормативный правовой акт

## Виды органов
drafts-body-kind-chancellery = Канцелярия Премьер-Министра
drafts-body-kind-presidential_administration = Администрация Президента
drafts-body-kind-ministry = Министерства
drafts-body-kind-agency = Агентства
drafts-body-kind-region = Регионы
drafts-body-kind-other = Иные органы

## Моя работа
drafts-work-title = Моя работа
drafts-work-sentence = { $waiting ->
    [0] Дел, которые ждут вас, нет.
    [one] Вас ждет { $waiting } дело, { $overdue ->
        [0] срок не истек.
       *[other] срок истек.
    }
    [few] Вас ждут { $waiting } дела, { $overdue ->
        [0] просроченных нет.
       *[other] из них просрочено: { $overdue }.
    }
   *[other] Вас ждут { $waiting } дел, { $overdue ->
        [0] просроченных нет.
       *[other] из них просрочено: { $overdue }.
    }
}
drafts-work-empty = Все дела сделаны.
drafts-work-empty-text = Новое дело появится здесь, а вам придет письмо. Все проекты можно посмотреть в списке.
drafts-work-empty-link = Перейти к списку проектов
drafts-work-group-overdue = Срок истек
drafts-work-group-today = Сегодня
drafts-work-group-week = На этой неделе
drafts-work-group-later = Позже
drafts-work-why = Что нужно сделать
drafts-work-until = До какого времени
drafts-work-awaited = Чего жду
drafts-work-new = Что изменилось с прошлого входа
drafts-work-new-tag = Новое
drafts-work-others = Чего я жду от других
drafts-work-others-none = Сейчас вы ни от кого не ждете ответа.
drafts-work-others-caption = Органы, чей ответ ожидается
drafts-work-slow = Задерживает
drafts-work-more = Есть и другие дела: сначала показаны ближайшие по сроку.

## Список проектов
drafts-list-title = Проекты НПА
drafts-list-empty = Ничего не найдено
drafts-list-empty-text = Уберите часть условий фильтра или поищите другие слова.
drafts-list-empty-all = Видимых вам проектов пока нет
drafts-list-empty-all-text = Проект появится здесь, когда его разместит ваш орган или когда он поступит вашему органу на согласование.
drafts-list-new = Разместить проект
drafts-list-postings = Незавершенные проекты: { $n }
drafts-list-filter-words = Слова для поиска
drafts-list-filter-words-hint = Номер проекта или слова из наименования
drafts-list-filter-role = Моя роль
drafts-list-filter-any = Любое
drafts-list-filter-from = Изменено с
drafts-list-filter-to = Изменено по
drafts-list-sort = Сортировать: { $column }
drafts-list-columns = Столбцы
drafts-list-columns-apply = Показать столбцы
drafts-list-export = Экспортировать
drafts-list-export-xlsx = Скачать XLSX
drafts-list-export-csv = Скачать CSV
drafts-column-number = Номер
drafts-column-title = Наименование
drafts-column-state = Статус
drafts-column-body = Разработчик
drafts-column-progress = Ход согласования
drafts-column-term = Ближайший срок
drafts-column-changed = Изменено
drafts-column-version = Версия
drafts-column-kind = Вид акта

## Размещение проекта
drafts-posting-title-new = Размещение проекта
drafts-posting-title-change = Изменение проекта
drafts-posting-title-version = Размещение новой версии
drafts-posting-steps = Шаги
drafts-posting-step-of = Шаг { $n } из { $total }
drafts-posting-step-title = Наименование и вид
drafts-posting-step-text = Тексты
drafts-posting-step-files = Файлы
drafts-posting-step-bodies = Согласующие органы
drafts-posting-step-term = Срок согласования
drafts-posting-step-check = Проверка ответов
drafts-posting-body = От имени какого органа вы размещаете проект?
drafts-posting-title-question = Как называется проект и какой это акт?
drafts-posting-title-kk = Наименование на казахском
drafts-posting-title-ru = Наименование на русском
drafts-posting-title-en = Наименование на английском (необязательно)
drafts-posting-title-hint = Полное наименование, как в самом акте
drafts-posting-kind = Вид акта
drafts-posting-text-question = Текст проекта
drafts-posting-text-hint = Начинайте каждый пункт с новой строки: замечания и сравнение версий ведутся по пунктам. Если текста нет, достаточно файлов.
drafts-posting-text-kk = Текст на казахском
drafts-posting-text-ru = Текст на русском
drafts-posting-files-question = Файлы проекта
drafts-posting-next = Продолжить
drafts-posting-later = Вернуться позже
drafts-posting-bodies-question = Какие государственные органы согласуют проект?
drafts-posting-bodies-hint = Письмо и проект получат именно эти органы. После отправки перечень меняется только новой версией.
drafts-posting-bodies-search = Поиск органа
drafts-posting-bodies-search-hint = Введите часть наименования; отмеченные органы сохранятся
drafts-posting-bodies-find = Найти
drafts-posting-bodies-found = Найдено органов: { $n }
drafts-posting-bodies-chosen = Выбрано: { $n }
drafts-posting-bodies-last = Отметить перечень прошлого раза
drafts-posting-bodies-last-hint = Органов в проекте, размещенном вами последним: { $n }
drafts-posting-bodies-group = Отметить всю группу «{ $name }»
drafts-posting-term-question = Сколько рабочих дней дается на согласование?
drafts-posting-term = Количество рабочих дней
drafts-posting-term-hint = Срок исчисляется со дня, следующего за отправкой письма; не более { $longest } дней
drafts-posting-secrets = Подтверждаю, что проект не содержит сведений, относящихся к государственным секретам
drafts-posting-secrets-hint = Государственные секреты в портале не хранятся и не передаются (приказ 385, пункт 3)
drafts-posting-check-question = Проверьте ответы перед размещением
drafts-posting-check-missing = Для размещения не хватает
drafts-posting-change = Изменить
drafts-posting-post-new = Разместить
drafts-posting-post-change = Сохранить изменения
drafts-posting-post-version = Разместить новую версию
drafts-posting-after-new = После размещения руководитель подпишет проект своей ЭЦП, и его можно будет направить на согласование.
drafts-posting-after-change = Если содержание изменится, подпись руководителя утратит силу и должна быть поставлена заново.
drafts-posting-after-version = Новая версия начинается со статуса «Подготовлено»: ни подпись, ни решения органов на нее не переходят.
drafts-posting-break = Понимаю, что согласование текущей версии будет прервано
drafts-posting-break-hint = Ни один орган не дал замечаний и не отказал. При размещении новой версии идущее согласование прерывается, полученные согласования не учитываются.
drafts-posting-overtaken = После того как вы начали форму, эту версию изменил(а) { $name } ({ $at }). Ваша форма заменит эти изменения.
drafts-posting-overtaken-see = Посмотреть текущую версию
drafts-posting-overtaken-yes = Изменения просмотрены и учтены в моей форме
drafts-posting-overtaken-hint = Без отметки форма не размещается; заполненное сохраняется.
drafts-posting-save = Сохранить и продолжить
drafts-posting-save-return = Сохранить и вернуться позже
drafts-posting-back = Назад
drafts-posting-saved = Введенное сохранено. Вернуться к нему можно на странице «Незавершенные проекты».
drafts-posting-deleted = Незавершенный проект удален.
drafts-posted-new = Проект размещен. Теперь его должен подписать руководитель.
drafts-posted-change = Изменения сохранены.
drafts-posted-version = Новая версия размещена. Теперь ее должен подписать руководитель.
drafts-posting-secrets-legend = Государственные секреты
drafts-postings-saved-at = Сохранено
drafts-posting-length = Пунктов на казахском: { $kk }, на русском: { $ru }
drafts-postings-title = Незавершенные проекты
drafts-postings-caption = Проекты, которые вы начали, но еще не разместили
drafts-postings-what = Что размещается
drafts-postings-empty = Незавершенных проектов нет
drafts-postings-empty-text = Начатое размещение проекта хранится здесь, пока вы его не завершите.
drafts-postings-start = Начать новый проект
drafts-postings-delete = Удалить
drafts-postings-delete-of = Удалить: { $title }
drafts-postings-untitled = Наименование еще не введено
drafts-postings-delete-title = Удаление незавершенного проекта
drafts-postings-delete-text = «{ $title }» будет удалено вместе с вложенными файлами. Вернуть его будет невозможно.
drafts-postings-delete-confirm = Да, удалить

## Карточка проекта
drafts-card-now = Что сделать сейчас
drafts-card-now-none = Сейчас от вас ничего не требуется.
drafts-card-older = Вы смотрите старую версию (версия { $n }). Текущая версия — { $current }.
drafts-card-older-link = Перейти к текущей версии
drafts-card-superseded = Эта версия заменена новой: ее можно читать, но нельзя менять.
drafts-card-picture = Картина согласования
drafts-card-picture-caption = Состояние у согласующих государственных органов
drafts-card-picture-label = Согласовано: { $approved }, отказано: { $refused }, на рассмотрении: { $working }, нет ответа: { $silent }
drafts-card-picture-not-sent = Проект еще не направлен на согласование. Согласующих органов: { $n }.
drafts-card-requisites = Основные сведения
drafts-card-more = Другие действия
drafts-card-letter-outstanding = письмо не отправлено
drafts-card-late = с опозданием
drafts-card-protocol = Протокол разногласий
drafts-card-open-remarks = Открытых замечаний: { $n }
drafts-card-since = с { $date }
drafts-card-term-days = { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
}
drafts-tab-list = Разделы карточки
drafts-tab-text = Текст
drafts-tab-remarks = Замечания
drafts-tab-files = Файлы и версии
drafts-tab-signatures = Подписи
drafts-tab-letters = Письма
drafts-tab-history = История
drafts-tab-access = Кто видит

## Текст
drafts-text-kk = На казахском
drafts-text-ru = На русском
drafts-text-both = Рядом
drafts-text-none = Текст этой версии не введен: проект — в файлах.
drafts-text-missing-twin = На этом языке соответствия нет
drafts-text-switch = Показ текста
drafts-text-compare = Сравнить версии
drafts-text-paragraph-link = Ссылка: { $place }
drafts-text-remark-add = Написать замечание
drafts-text-remarks = Замечания: { $place }
drafts-text-suggestion-old = Сейчас
drafts-text-suggestion-new = Предлагается

## Замечания
drafts-remarks-none = Замечаний к этой версии нет.
drafts-remarks-add = Добавить замечание
drafts-remark-number = Замечание { $n }
drafts-remark-whole = К проекту в целом
drafts-remark-by = { $person }, { $body }
drafts-remark-suggestion = Предлагаемый текст
drafts-remark-answer-accepted = Принято
drafts-remark-answer-rejected = Отклонено
drafts-remark-answer-by = Ответ: { $person }, { $at }
drafts-remark-answer = Ответить
drafts-remark-answer-again = Изменить ответ
drafts-remark-close = Закрыть
drafts-remark-withdraw = Отозвать
drafts-remark-action-of = { $action }: замечание { $n }
drafts-remark-add-title = Новое замечание
drafts-remark-add-text = Замечание
drafts-remark-add-text-hint = С чем вы не согласны и что нужно изменить
drafts-remark-add-paragraph = Номер пункта
drafts-remark-add-paragraph-hint = Оставьте пустым, если замечание ко всему проекту
drafts-remark-add-suggestion = Предлагаемый текст (необязательно)
drafts-remark-add-suggestion-hint = Как следует изложить пункт
drafts-remark-add-submit = Добавить замечание
drafts-remark-add-version = Замечание относится к версии { $n }. Его увидят рабочая группа и разработчик.
drafts-remark-answer-title = Ответ на замечание
drafts-remark-answer-decision = Замечание принимается?
drafts-remark-answer-accept = Да, принимается
drafts-remark-answer-reject = Нет, отклоняется
drafts-remark-answer-text = Ответ
drafts-remark-answer-text-hint = Напишите, что будет изменено или почему замечание не принимается
drafts-remark-answer-submit = Ответить
drafts-remark-close-title = Закрытие замечания
drafts-remark-close-text = Замечание закрывается как решенное. Закрытое замечание не мешает согласованию вашим органом и заново не открывается.
drafts-remark-withdraw-title = Отзыв замечания
drafts-remark-withdraw-text = Замечание отзывается. Оно останется в истории, но ответа от разработчика не потребует.

## Файлы и версии
drafts-files-none = Файлов нет
drafts-versions-caption = Все версии проекта
drafts-versions-current = текущая
drafts-versions-compare = Сравнить с предыдущей

## Подписи
drafts-signatures-none = Эту версию еще никто не подписал.
drafts-signatures-how = Подпись можно проверить и без портала: скачайте манифест и подпись и выполните команду «openssl cms -verify».
drafts-signatures-download-cms = Подпись (.p7s)
drafts-signatures-download-manifest = Манифест (.json)
drafts-signatures-container = Скачать всё вместе: подписанные части, подписи и их доказательства (ASiC-E)
drafts-signatures-acting = Как исполняющий обязанности
drafts-signatures-void = Утратила силу: содержание изменено позже

## Письма
drafts-letters-none = Письма еще не отправлялись.
drafts-letters-of = { $body }: { $n ->
    [one] { $n } письмо
    [few] { $n } письма
   *[other] { $n } писем
}
drafts-letter-cover = Сопроводительное письмо
drafts-letter-refusal = Официальное письмо об отказе в согласовании
drafts-letter-chancellery = Письмо в Канцелярию
drafts-letter-to = Кому
drafts-letter-from = От кого
drafts-letter-number = Исходящий номер
drafts-letter-date = Исходящая дата
drafts-letter-incoming-number = Входящий номер
drafts-letter-incoming-date = Входящая дата
drafts-letter-signer = Подписал
drafts-letter-subject = Тема
drafts-letter-text = Текст письма
drafts-letter-link = Ссылка на проект
drafts-letter-exchange = Карточка в обмене письмами
drafts-letter-sent = Отправлено

## История
drafts-history-none = Событий нет.
drafts-history-on-version = Версия { $n }

## Кто видит
drafts-access-intro = Проект видят только перечисленные ниже лица. Остальным не показывается даже то, что проект существует.
drafts-access-caption = Лица, имеющие доступ к проекту
drafts-access-why = Почему видит

## Сравнение
drafts-compare-title = Сравнение версий
drafts-compare-from = Старая версия
drafts-compare-to = Новая версия
drafts-compare-language = Язык текста
drafts-compare-view = Вид
drafts-compare-side = Рядом
drafts-compare-inline = В одном тексте
drafts-compare-changed = Только измененные пункты
drafts-compare-show = Показать
drafts-compare-summary = Изменено: { $changed }, добавлено: { $added }, исключено: { $removed }, перемещено: { $moved }, перенумеровано: { $renumbered }, без изменений: { $same }
drafts-compare-none = Различий в тексте нет.
drafts-compare-caption = Пункты версий { $from } и { $to }
drafts-compare-added = Добавлено
drafts-compare-removed = Исключено
drafts-compare-altered = Изменено
drafts-compare-same = Без изменений
drafts-compare-change = Изменение
drafts-compare-skipped = Не показано пунктов без изменений: { $n }
drafts-compare-one = У проекта только одна версия: сравнивать не с чем.
drafts-compare-empty = В сравниваемых версиях нет текста на этом языке.
drafts-text-remark-add-to = Написать замечание: { $place }
drafts-text-untranslated = Не переведено: текст на обоих языках одинаков
drafts-text-table = Сравнительная таблица
drafts-text-akoma = Akoma Ntoso (XML)
drafts-text-from-file = { $language }: текст взят из файла «{ $file }»
drafts-text-no-kazakh = У проекта нет текста на казахском языке. Объём информации на казахском языке не должен быть меньше, чем на русском.
drafts-text-no-russian = У проекта нет текста на русском языке.
drafts-text-amount = структурных элементов: { $units }, слов: { $words }, знаков: { $characters }
drafts-text-twins-missing = Без соответствия на казахском: { $kazakh }, на русском: { $russian }.
drafts-text-twins-whole = Каждый структурный элемент есть на обоих языках.
drafts-text-both-show = Показать оба языка рядом
drafts-text-place = Место в тексте
drafts-remark-place = Место в тексте
drafts-remark-wording-accept = Принять предложенный текст
drafts-remark-wording-reject = Отклонить предложенный текст
drafts-remark-wording-accepted-text = Предложенный текст принят, войдёт в следующую версию.
drafts-accepted-title = Принятые предложения: { $n }
drafts-accepted-text = Текст, который войдёт в следующую версию:
drafts-compare-renumbered = Изменён номер
drafts-compare-moved = Перемещён
drafts-compare-moved-altered = Перемещён и изменён
drafts-compare-moved-away = Перенесён в другое место
drafts-compare-which = Какие пункты
drafts-compare-all = Все пункты
drafts-table-title = Сравнительная таблица
drafts-table-explained = Различия версии { $from } и версии { $to }: { $n }. Как обоснование приведены принятые замечания.
drafts-table-number = № п/п
drafts-table-element = Структурный элемент
drafts-table-in-force = Действующая редакция
drafts-table-proposed = Предлагаемая редакция
drafts-table-reason = Обоснование
drafts-table-docx = Скачать DOCX
drafts-table-pdf = Скачать PDF
drafts-table-xlsx = Скачать XLSX

## Подписание руководителем
drafts-sign-title = Подписание проекта
drafts-sign-meaning = После подписания проект можно направить согласующим государственным органам. Подпись относится именно к этой версии и этим файлам; если что-либо из них изменится, подпись утратит силу.
drafts-sign-done = Проект подписан.
drafts-approve-title = Согласование проекта
drafts-approve-meaning = Ставя ЭЦП, вы от имени органа согласовываете эту версию проекта без замечаний и предложений. Решение по этой версии принимается один раз.
drafts-approve-done = Проект согласован.
drafts-approve-open-remarks = Незакрытых замечаний вашего органа: { $n }. До согласования авторы должны их закрыть или отозвать.
drafts-next-waiting = Следующее дело ждет вашей подписи
drafts-next-none = Других дел, ожидающих вашей подписи, нет.
drafts-signed-card = Перейти к карточке проекта

## Изменение
drafts-change-title = Изменение подготовленного проекта
drafts-change-warning = Проект подписан руководителем. Если изменить содержание, подпись утратит силу и должна быть поставлена заново.
drafts-change-text = Пока изменения не записаны, сам проект не меняется: сначала вы заполняете копию и в конце сохраняете ее.
drafts-change-confirm = Начать изменение
drafts-version-title = Размещение новой версии
drafts-version-text = Новая версия начинается с копии текущей. После размещения версия { $n } станет «Заменено новой версией»: ее можно будет читать вместе с замечаниями, решениями и подписями.
drafts-version-confirm = Начать новую версию

## Отправка
drafts-send-title = Направление на согласование
drafts-send-text = Письмо получат государственные органы: { $n }. Сам проект остается в портале: в письме только ссылка.
drafts-send-letter = Текст сопроводительного письма
drafts-send-letter-hint = Оставьте ссылку на проект: без нее письмо не отправляется
drafts-send-number-hint = Например, 12-03/1542
drafts-send-submit = Направить на согласование
drafts-send-done = Проект направлен на согласование. Органов: { $n }.
drafts-send-to = Органы, которые получат письмо
drafts-chancellery-title = Направление в Канцелярию
drafts-chancellery-text = Проект со всеми подписями и протоколами направляется на рассмотрение в Канцелярию Премьер-Министра.
drafts-chancellery-ready = Руководители всех органов подписали: можно направлять.
drafts-chancellery-barred = Проект еще нельзя направить в Канцелярию
drafts-chancellery-missing = Не хватает согласования органов
drafts-chancellery-submit = Направить в Канцелярию
drafts-chancellery-done = Проект направлен в Канцелярию Премьер-Министра.
drafts-resend-title = Повторная отправка письма
drafts-resend-text = Письмо не доставлено органу { $body }. Оно будет отправлено повторно без дубликата.
drafts-resend-submit = Отправить повторно
drafts-resend-done = Письмо отправлено повторно.
drafts-prolong-title = Продление срока
drafts-prolong-text = Орган: { $body }. Текущий срок: { $until }.
drafts-prolong-days = Сколько рабочих дней дается, считая с сегодняшнего дня?
drafts-prolong-submit = Продлить срок
drafts-prolong-done = Срок продлен.

## Действия согласующего органа
drafts-register-title = Регистрация сопроводительного письма
drafts-register-text = Номер и дата будут видны в карточке проекта. Письмо регистрируется один раз.
drafts-register-number-hint = Номер в журнале регистрации вашего органа
drafts-register-date-hint = Например, 27.11.2026
drafts-register-submit = Зарегистрировать
drafts-register-done = Письмо зарегистрировано.
drafts-pass-title = Передача руководителю
drafts-pass-text = Зарегистрированное письмо передается руководителю на резолюцию, руководитель уведомляется.
drafts-pass-submit = Передать руководителю
drafts-pass-done = Письмо передано руководителю.
drafts-name-title = Определение представителя
drafts-name-text = Выбранные сотрудники войдут в рабочую группу и увидят проект, его историю и замечания.
drafts-name-people = Сотрудники
drafts-name-task = Резолюция руководителя
drafts-name-task-hint = На что обратить внимание (необязательно)
drafts-name-submit = Определить представителями
drafts-name-done = Представители определены и уведомлены.
drafts-name-nobody = В органе нет зарегистрированных сотрудников.
drafts-refuse-title = Отказ в согласовании
drafts-refuse-text = Отметка об отказе ставится на версию { $n } один раз, разработчику направляется официальное письмо.
drafts-refuse-reason = Причина отказа
drafts-refuse-reason-hint = Так она будет изложена в письме
drafts-refuse-remarks = Замечания, прилагаемые к письму
drafts-refuse-preview = Просмотреть письмо
drafts-refuse-preview-title = Письмо уйдет в таком виде
drafts-refuse-submit = Отказать и отправить письмо
drafts-refuse-edit = Изменить причину
drafts-refuse-done = В согласовании отказано, письмо отправлено разработчику.

## Протокол разногласий
drafts-protocol-title = Протокол разногласий
drafts-protocol-of = Разногласие: { $a } и { $b }, версия { $n }
drafts-protocol-text = Протокол прилагается к версии { $n } и на новую версию не переходит.
drafts-protocol-point = Вопрос { $n }
drafts-protocol-point-what = Пункт проекта
drafts-protocol-point-drafter = Позиция разработчика
drafts-protocol-point-approver = Позиция согласующего органа
drafts-protocol-point-outcome = Итог
drafts-protocol-add-point = Добавить вопрос
drafts-protocol-save = Сохранить протокол
drafts-protocol-saved = Протокол сохранен.
drafts-protocol-edit = Изменить протокол
drafts-protocol-start = Составить протокол
drafts-protocol-sign = Подписать протокол
drafts-protocol-signed = Протокол подписан.
drafts-protocol-void-warning = Протокол подписан одной стороной. Если его изменить, подпись утратит силу и должна быть поставлена заново.
drafts-protocol-meaning = Подпись относится именно к этому тексту протокола. Когда подпишут обе стороны, он больше не меняется.
drafts-protocol-signed-by = Подписал(а): { $person }, { $at }
drafts-protocol-awaits = Ожидается подпись: { $body }

## Причины отказа: почему нельзя и что делать дальше
drafts-refusal-wrong-state = Статус версии — «{ $state ->
    [prepared] Подготовлено
    [signed_by_drafter] Подписано разработчиком
    [on_approval] На согласовании
    [remarks_received] Получены замечания
    [approved_by_all] Согласовано всеми органами
    [at_chancellery] В Канцелярии
    [rejected_by_chancellery] Отклонено Канцелярией
    [under_chancellery_consideration] На рассмотрении Канцелярии
    [at_government_meeting] На заседании Правительства
    [voting_in_absentia] Заочное голосование
    [voting_in_absentia_closed] Заочное голосование завершено
    [minutes_posted] Протокол размещён
    [accepted] Принято
    [not_accepted] Не принято
    [superseded] Заменено новой версией
    [not_delivered] Не доставлено
    [letter_sent] Письмо отправлено
    [registered] Зарегистрировано
    [with_head] На рассмотрении руководителя
    [representative_named] Представитель определен
    [under_review] На рассмотрении
    [approved] Согласовано
    [refused] Отказано
   *[other] { $state }
}», поэтому это действие невозможно. Обновите карточку и посмотрите, что можно сделать сейчас.
drafts-refusal-new-version-needed = Проект направлен на согласование, поэтому его содержание не меняется. Чтобы изменить его, разместите новую версию.
drafts-refusal-no-approving-bodies = Перечень согласующих государственных органов пуст. Выберите хотя бы один орган.
drafts-refusal-unsigned = Руководитель органа-разработчика не подписал проект. До направления на согласование он должен поставить ЭЦП.
drafts-refusal-already-signed = Эта версия подписана. Теперь ее можно направить на согласование.
drafts-refusal-already-sent = Эта версия уже направлена на согласование, второй раз она не направляется.
drafts-refusal-link-missing = В письме нет ссылки на проект. Верните ссылку в текст письма.
drafts-refusal-requisite-missing = Не заполнены обязательные реквизиты письма: { $fields }. Заполните их и отправьте снова.
drafts-refusal-letter-with-files = Файл проекта в письмо не вкладывается: проект остается в портале, в письме только ссылка. Уберите файл.
drafts-refusal-already-delivered = Письмо этому органу доставлено, отправлять его снова не нужно.
drafts-refusal-not-delivered = Письмо не доставляется: этот орган сейчас не принимает письма. Повторите позже или обратитесь к администратору.
drafts-refusal-already-registered = Письмо зарегистрировано под номером { $number }. Первый номер сохраняется.
drafts-refusal-not-registered = Письмо еще не зарегистрировано. Сначала зарегистрируйте его.
drafts-refusal-already-with-head = Письмо уже передано руководителю.
drafts-refusal-not-with-head = Письмо еще не передано руководителю. Сначала служба документационного обеспечения регистрирует его и передает руководителю.
drafts-refusal-not-an-employee = { $name } не является сотрудником вашего органа. Представитель определяется только из числа своих сотрудников.
drafts-refusal-no-representative = Не выбран ни один представитель. Отметьте хотя бы одного сотрудника.
drafts-refusal-not-under-review = Проект еще не рассмотрен. Сначала определите представителя: решение можно принять после того, как он откроет проект.
drafts-refusal-already-decided = Ваш орган уже принял решение по этой версии. Решение принимается один раз.
drafts-refusal-open-remarks = Незакрытых замечаний вашего органа: { $count }. Для согласования авторы должны закрыть или отозвать их; если вы не согласны, откажите в согласовании.
drafts-refusal-reason-missing = Не указана причина отказа. Укажите причину: она направляется разработчику официальным письмом.
drafts-refusal-letter-already-sent = Письмо об отказе уже отправлено.
drafts-refusal-not-refused = Этот орган не отказывал в согласовании этой версии, поэтому разногласия нет.
drafts-refusal-remark-closed = Замечание закрыто или отозвано, оно не меняется.
drafts-refusal-not-the-author = Закрыть или отозвать замечание может только его автор.
drafts-refusal-protocol-exists = Протокол с этим органом по этой версии уже есть. Откройте его.
drafts-refusal-protocol-signed = Протокол подписан обеими сторонами и больше не меняется.
drafts-refusal-protocol-signed-by-you = Ваша сторона подписала этот текст протокола. Ожидается подпись второй стороны.
drafts-refusal-protocol-incomplete = Протокол неполон. Внесите хотя бы один вопрос и позиции обеих сторон по каждому.
drafts-refusal-protocol-first-side = Ранее подписанный текст протокола изменен. Сначала заново подписывает сторона, чья подпись утратила силу.
drafts-refusal-confirm-break-off = Нет ни замечаний, ни отказов: новая версия прервет идущее согласование. Подтвердите, что понимаете это.
drafts-refusal-not-approved-by-all = Подписали руководители не всех органов. Не хватает ({ $count }): { $bodies }.
drafts-refusal-signature-invalid = Подпись руководителя не подтвердилась при повторной проверке: { $body }. Проект дальше не направляется, обратитесь к администратору.
drafts-refusal-already-at-chancellery = Проект уже направлен в Канцелярию.
drafts-refusal-no-chancellery = В портале не указана Канцелярия Премьер-Министра. Обратитесь к администратору.
drafts-refusal-breach = Хранимый текст или файлы не совпадают с подписанными. Действие остановлено, обратитесь к администратору и к ответственному за информационную безопасность.
drafts-refusal-superseded = Эта версия заменена новой: ее можно только читать. Текущая версия — { $current }.
drafts-refusal-secrets-not-confirmed = Не подтверждено, что проект не содержит государственных секретов. Подтвердите это или не размещайте такой документ в портале.
drafts-refusal-already-withdrawn = Этот проект уже изъят из портала.
drafts-refusal-changed-meanwhile = После того как вы начали форму, эту версию изменил(а) { $name }. Просмотрите изменения, внесите их в свою форму и подтвердите. Заполненное сохранено.
drafts-refusal-term-not-prolonged = Новый срок не длиннее действующего. Укажите больше рабочих дней.
drafts-refusal-too-many-postings = Достигнут предел незавершенных проектов ({ $limit }). Удалите ненужные.
drafts-refusal-too-many-remarks = Достигнут предел замечаний к этой версии ({ $limit }).

## Действия: глаголы на кнопках
drafts-action-read = Рассмотреть проект
drafts-action-sign = Подписать
drafts-action-send = Направить на согласование
drafts-action-resend = Отправить письмо повторно
drafts-action-register = Зарегистрировать письмо
drafts-action-pass_to_head = Передать руководителю
drafts-action-name_representatives = Определить представителя
drafts-action-remark = Добавить замечание
drafts-action-settle_remark = Закрыть замечание
drafts-action-answer_remark = Ответить на замечание
drafts-action-approve = Подписать и согласовать
drafts-action-refuse = Отказать в согласовании
drafts-action-send_refusal_letter = Отправить официальное письмо
drafts-action-prolong = Продлить срок
drafts-action-edit_protocol = Открыть протокол разногласий
drafts-action-sign_protocol = Подписать протокол
drafts-action-change = Изменить проект
drafts-action-post_version = Разместить новую версию
drafts-action-send_to_chancellery = Направить в Канцелярию

## Реквизиты
drafts-requisite-sender = Отправитель
drafts-requisite-addressee = Адресат
drafts-requisite-number = Исходящий номер
drafts-requisite-date = Исходящая дата
drafts-requisite-kind = Вид документа
drafts-requisite-title = Тема
drafts-requisite-signer = Кто подписал письмо
drafts-requisite-missing = { $field }: заполните, это обязательный реквизит

## Предложения истории
drafts-event-posted = { $who }: размещена версия { $version }.
drafts-event-changed = { $who }: версия { $version } изменена{ $voided ->
    [true] , подпись руководителя утратила силу.
   *[other] .
}
drafts-event-signed = { $who }: версия { $version } подписана руководителем органа-разработчика.
drafts-event-sent = { $who }: версия { $version } направлена на согласование, органов: { $count }.
drafts-event-not_delivered = Сопроводительное письмо не доставлено: { $body }.
drafts-event-delivered = Сопроводительное письмо отправлено повторно и доставлено: { $body }.
drafts-event-registered = { $who }: сопроводительное письмо зарегистрировано под номером { $number }. { $body }.
drafts-event-with_head = { $who }: письмо передано руководителю на резолюцию. { $body }.
drafts-event-representatives_named = { $who }: определены представители ({ $body }): { $names }.
drafts-event-under_review = { $who }: начато рассмотрение версии { $version }. { $body }.
drafts-event-remarked = { $who }: внесено замечание { $number }. { $body }.
drafts-event-answered = { $who }: дан ответ на замечание { $number }: { $accepted ->
    [true] принято.
   *[other] отклонено.
}
drafts-event-remark_closed = { $who }: замечание { $number } закрыто.
drafts-event-remark_withdrawn = { $who }: замечание { $number } отозвано.
drafts-event-approved = { $who }: версия { $version } согласована с ЭЦП{ $late ->
    [true] , с опозданием
   *[other] {""}
}. { $body }.
drafts-event-refused = { $who }: отказано в согласовании версии { $version }{ $late ->
    [true] , с опозданием
   *[other] {""}
}. { $body }.
drafts-event-refusal_letter_sent = { $who }: отправлено официальное письмо с причиной отказа{ $late ->
    [true] , с опозданием
   *[other] {""}
}. { $body }.
drafts-event-approved_by_all = Версия { $version } согласована всеми органами.
drafts-event-remarks_received = По версии { $version } получены замечания или истек срок согласования.
drafts-event-prolonged = { $who }: срок продлен до { $due }. { $body }.
drafts-event-term_near = Срок согласования подходит к концу ({ $due }): { $body }.
drafts-event-term_passed = Срок согласования истек { $due } без ответа: { $body }.
drafts-event-protocol_started = { $who }: начат протокол разногласий. { $body }.
drafts-event-protocol_changed = { $who }: изменен протокол разногласий ({ $body }){ $voided ->
    [true] , поставленная подпись утратила силу.
   *[other] .
}
drafts-event-protocol_signed = { $who }: подписан протокол разногласий ({ $body }): { $both ->
    [true] подписали обе стороны.
   *[other] ожидается подпись второй стороны.
}
drafts-event-superseded = Версия { $version } заменена версией { $by }.
drafts-event-sent_to_chancellery = { $who }: версия { $version } направлена в Канцелярию Премьер-Министра.

## Почему именно я: причины в списке дел
drafts-why-read = Рассмотреть проект
drafts-why-sign = Подписать проект как руководитель
drafts-why-send = Направить подписанный проект на согласование
drafts-why-resend = Повторно отправить недоставленное письмо
drafts-why-register = Зарегистрировать сопроводительное письмо
drafts-why-pass_to_head = Передать зарегистрированное письмо руководителю
drafts-why-name_representatives = Определить представителя
drafts-why-remark = Рассмотреть проект
drafts-why-settle_remark = Закрыть замечание, на которое дан ответ
drafts-why-answer_remark = Ответить на замечание
drafts-why-approve = Принять решение как руководитель: согласовать или отказать
drafts-why-refuse = Отказать в согласовании
drafts-why-send_refusal_letter = Отправить официальное письмо об отказе
drafts-why-prolong = Продлить срок органу, который не ответил
drafts-why-edit_protocol = Заполнить протокол разногласий
drafts-why-sign_protocol = Подписать протокол разногласий
drafts-why-change = Изменить проект
drafts-why-post_version = Разместить новую версию после замечаний
drafts-why-send_to_chancellery = Направить согласованный проект в Канцелярию
# Чего ждут от других
drafts-awaited-read = Рассмотрение проекта
drafts-awaited-sign = Подпись руководителя
drafts-awaited-send = Направление на согласование
drafts-awaited-resend = Повторная отправка письма
drafts-awaited-register = Регистрация сопроводительного письма
drafts-awaited-pass_to_head = Передача письма руководителю
drafts-awaited-name_representatives = Определение представителя
drafts-awaited-remark = Рассмотрение проекта
drafts-awaited-settle_remark = Закрытие замечания
drafts-awaited-answer_remark = Ответ на замечание
drafts-awaited-approve = Решение руководителя
drafts-awaited-refuse = Решение руководителя
drafts-awaited-send_refusal_letter = Официальное письмо об отказе
drafts-awaited-prolong = Продление срока
drafts-awaited-edit_protocol = Протокол разногласий
drafts-awaited-sign_protocol = Подпись под протоколом
drafts-awaited-change = Изменение проекта
drafts-awaited-post_version = Новая версия
drafts-awaited-send_to_chancellery = Направление в Канцелярию

## Роли, фильтры, сортировка
drafts-my-role-drafter = Сотрудник органа-разработчика
drafts-my-role-head = Руководитель государственного органа
drafts-my-role-records_clerk = Сотрудник службы документационного обеспечения
drafts-my-role-representative = Представитель органа в рабочей группе
drafts-my-role-control_officer = Сотрудник отдела обеспечения документационного контроля
drafts-term-overdue = Срок истек
drafts-term-kept = в срок
drafts-term-late = с опозданием
drafts-term-filter-overdue = Срок истек
drafts-term-filter-near = Срок близок
drafts-term-filter-running = Срок идет
drafts-sort-changed = Последние изменения
drafts-sort-term = Ближайший срок
drafts-sort-title = Наименование
drafts-sort-number = Номер
drafts-missing-no_decision = решение не принято
drafts-missing-refused = отказано в согласовании
drafts-missing-refused_with_protocol = отказано; протокол, подписанный обеими сторонами, не заменяет согласования
drafts-missing-signature_invalid = подпись не подтвердилась при повторной проверке

## Уведомления: в портале и по электронной почте
drafts-notice-sign = Проект «{ $title }» (версия { $version }) ждет вашей подписи: поставьте ЭЦП как руководитель органа-разработчика.
    .subject = Нужна подпись под проектом: { $number }
drafts-notice-signed = Руководитель подписал проект «{ $title }» (версия { $version }). Теперь направьте его на согласование.
    .subject = Проект подписан: { $number }
drafts-notice-signature-voided = Проект «{ $title }» (версия { $version }) изменен, поэтому ваша подпись утратила силу. Подпишите заново.
    .subject = Подпись утратила силу: { $number }
drafts-notice-register = Поступило сопроводительное письмо о проекте «{ $title }» (версия { $version }). Зарегистрируйте письмо и передайте руководителю.
    .subject = Поступил проект на согласование: { $number }
drafts-notice-not-delivered = Сопроводительное письмо о проекте «{ $title }» (версия { $version }) не доставлено: { $body }. Отправьте его повторно.
    .subject = Письмо не доставлено: { $number }
drafts-notice-name-representatives = Проект «{ $title }» (версия { $version }) ждет вашей резолюции: определите представителя вашего органа.
    .subject = Нужно определить представителя: { $number }
drafts-notice-consider = Руководитель поручил вам рассмотреть проект «{ $title }» (версия { $version }). Откройте проект и внесите замечания, если они есть.
    .subject = Вы определены представителем: { $number }
drafts-notice-decide = Представитель рассматривает проект «{ $title }» (версия { $version }). Вы можете согласовать его или отказать в согласовании.
    .subject = Ожидается решение: { $number }
drafts-notice-remark = К проекту «{ $title }» (версия { $version }) внесено замечание: { $body }. Дайте ответ.
    .subject = Новое замечание: { $number }
drafts-notice-answered = Ваше замечание к проекту «{ $title }» принято. Ознакомьтесь с ответом и закройте замечание.
    .subject = Ваше замечание принято: { $number }
drafts-notice-answered-rejected = Ваше замечание к проекту «{ $title }» отклонено. Ознакомьтесь с ответом, закройте замечание или сообщите руководителю.
    .subject = Ваше замечание отклонено: { $number }
drafts-notice-approved = Проект «{ $title }» (версия { $version }) согласован: { $body }.
    .subject = Проект согласован: { $number }
drafts-notice-refused = В согласовании проекта «{ $title }» (версия { $version }) отказано: { $body }. Ознакомьтесь с причиной.
    .subject = В согласовании отказано: { $number }
drafts-notice-send-letter = По проекту «{ $title }» поставлена отметка об отказе. Отправьте официальное письмо с причиной.
    .subject = Нужно отправить официальное письмо: { $number }
drafts-notice-refusal-letter = Поступило официальное письмо об отказе в согласовании проекта «{ $title }»: { $body }.
    .subject = Поступило письмо об отказе: { $number }
drafts-notice-approved-by-all = Проект «{ $title }» (версия { $version }) согласован всеми органами. Его можно направить в Канцелярию.
    .subject = Согласовано всеми органами: { $number }
drafts-notice-remarks-received = По проекту «{ $title }» (версия { $version }) получены замечания или истек срок согласования. Доработайте проект и разместите новую версию.
    .subject = Получены замечания: { $number }
drafts-notice-prolonged = Срок согласования проекта «{ $title }» продлен: { $body }.
    .subject = Срок продлен: { $number }
drafts-notice-term-near = Срок согласования проекта «{ $title }» подходит к концу: { $body }.
    .subject = Срок подходит к концу: { $number }
drafts-notice-term-passed = Срок согласования проекта «{ $title }» истек без ответа: { $body }. Молчание согласованием не считается.
    .subject = Срок истек: { $number }
drafts-notice-protocol = По проекту «{ $title }» начат протокол разногласий: { $body }. Изложите свою позицию.
    .subject = Протокол разногласий: { $number }
drafts-notice-protocol-voided = Протокол разногласий по проекту «{ $title }» изменен ({ $body }), прежняя подпись утратила силу. Подпишите заново.
    .subject = Протокол нужно подписать заново: { $number }
drafts-notice-protocol-sign = Другая сторона подписала протокол разногласий по проекту «{ $title }» ({ $body }). Нужна ваша подпись.
    .subject = Протокол ждет вашей подписи: { $number }
drafts-notice-protocol-signed = Протокол разногласий по проекту «{ $title }» подписан обеими сторонами: { $body }.
    .subject = Протокол подписан обеими сторонами: { $number }
drafts-notice-broken-off = Размещена новая версия проекта «{ $title }», согласование версии { $version } прекращено. По ней ничего делать не нужно.
    .subject = Размещена новая версия: { $number }
drafts-notice-chancellery = Проект «{ $title }» (версия { $version }), согласованный всеми органами, поступил в Канцелярию на рассмотрение.
    .subject = В Канцелярию поступил проект: { $number }

## Ошибки в полях
drafts-field-required = Заполните это поле
drafts-field-too-long = Текст слишком длинный: не более { $limit } знаков
drafts-field-no-file = Вложите хотя бы один файл
drafts-field-body-twice = Один орган выбран дважды. Уберите лишнее
drafts-field-own-body = Орган-разработчик не согласует собственный проект. Уберите его из перечня
drafts-field-unknown-body = Такого действующего органа нет. Выберите из списка
drafts-field-too-many-bodies = Слишком много органов: не более { $limit }
drafts-field-term-range = Срок — не менее 1 и не более { $longest } рабочих дней
drafts-field-no-secrets = Подтвердите, что в проекте нет государственных секретов
drafts-field-future-date = Дата не может быть в будущем
drafts-field-no-such-paragraph = В тексте нет такого пункта
drafts-field-too-many = Выбрано слишком много: не более { $limit }
drafts-field-date = Укажите дату в виде 27.11.2026
drafts-field-number = Укажите целое число
drafts-field-choose = Выберите один из вариантов

## Напоминания и новое в «Моей работе»
drafts-action-chase = Напомнить
drafts-why-chase = Напомнить органу, который не ответил
drafts-awaited-chase = Напоминание
drafts-event-chased = { $who }: напоминание о том, что ожидается ответ. { $body }.
drafts-notice-chase = Напоминание: по проекту «{ $title }» от Вас ожидается действие ({ $body }).
    .subject = Напоминание: { $number }
drafts-refusal-already-chased = Этому органу в этот рабочий день уже напомнили. Снова напомнить можно в следующий рабочий день.
drafts-chase-done = Органу отправлено напоминание. Ушли уведомление и электронное письмо.
drafts-chase-done-all = Напоминание отправлено всем. Органов: { $n }.
drafts-chase-all = Напомнить всем ({ $n })
drafts-chase-at = Напомнили { $date }
drafts-card-silent = Не ответили ({ $n }): { $names }.
drafts-card-silent-late = С истекшим сроком: { $n }.
drafts-work-unopened = Вы этот проект еще не открывали.
drafts-work-more-news = Еще изменений: { $n }
drafts-work-waited = { $days ->
    [0] ждем с сегодняшнего дня
    [one] ждем { $days } рабочий день
    [few] ждем { $days } рабочих дня
   *[other] ждем { $days } рабочих дней
}

## Канцелярия: проверка, сообщение о непринятии, структурные подразделения
drafts-nav-sittings = Заседания
drafts-nav-withdrawals = Изъятие
drafts-nav-withdrawals-lead = Изъятие проектов, содержащих государственные секреты
drafts-considered-title = В Канцелярии
drafts-considered-rejected = Канцелярия не приняла сопроводительное письмо
drafts-check-title = Проверка проекта
drafts-check-text = Результат сохраняется с этой версией, с вашим именем и временем. Проект передаётся дальше, когда обе проверки пройдены без замечаний.
drafts-check-part-regulations = Регламент Правительства
drafts-check-part-records = Инструкция по делопроизводству в Канцелярии
drafts-check-points = Пункты проверочного списка
drafts-check-points-hint = Отметьте то, чему проект соответствует
drafts-check-complies = Соответствует ли проект требованиям?
drafts-check-complies-yes = Да, замечаний нет
drafts-check-complies-no = Нет, есть замечания
drafts-check-remarks = Замечания
drafts-check-remarks-hint = Что не соответствует; обязательно, если есть замечания
drafts-check-submit = Записать результат
drafts-check-done = Результат проверки записан.
drafts-check-passed = соответствует
drafts-check-failed = есть замечания
drafts-check-point-both_languages = Проект изложен на казахском и русском языках, тексты совпадают
drafts-check-point-approvals = Проект согласован всеми заинтересованными государственными органами
drafts-check-point-disagreements = Разногласия сняты или протоколы разногласий приложены
drafts-check-point-competence = Вопрос относится к компетенции Правительства
drafts-check-point-requisites = В сопроводительном письме есть все реквизиты
drafts-check-point-files = Файлы открываются и имеют разрешённый формат
drafts-check-point-signatures = ЭЦП всех руководителей действительны
drafts-check-point-letter = Ссылка в сопроводительном письме ведёт к этой версии
drafts-not-accepted-title = Не принимать проект
drafts-not-accepted-text = Ставится отметка об отклонении, и государственному органу-разработчику отправляется сообщение «қабылданған жоқ» («не принято») с указанием причины.
drafts-not-accepted-reason = Причина отказа в приёме сопроводительного письма
drafts-not-accepted-reason-hint = Она войдёт в сообщение так, как вы её напишете
drafts-not-accepted-preview = Посмотреть сообщение
drafts-not-accepted-preview-title = Сообщение будет отправлено в таком виде
drafts-not-accepted-warning = Проект возвращается разработчику. Он может вернуться только новой версией, заново подписанной и согласованной.
drafts-not-accepted-submit = Отклонить и отправить сообщение
drafts-not-accepted-done = Проект не принят, сообщение отправлено разработчику.
drafts-units-title = Передать подразделениям Канцелярии
drafts-units-text = Сотрудники выбранных подразделений с этого момента видят проект и получают уведомление.
drafts-units-choose = Какие подразделения рассматривают проект?
drafts-units-have = Подразделения, которым передан проект
drafts-units-none = Других подразделений Канцелярии в портале нет.
drafts-units-submit = Передать подразделениям
drafts-units-done = Проект передан подразделениям.
drafts-opinion-title = Заключение подразделения
drafts-opinion-text = Заключение видят сотрудники документационного контроля и другие подразделения, которым передан проект.
drafts-opinion-label = Заключение
drafts-opinion-submit = Дать заключение
drafts-opinion-done = Заключение сохранено.
drafts-opinion-none = заключения ещё нет

## Заседания и протоколы
drafts-sitting = Заседание Правительства
drafts-sitting-name = № { $number }, { $date }
drafts-sittings-title = Заседания Правительства
drafts-sittings-text = Проекты вносятся в повестку дня со своих карточек. После окончания заседания размещается протокол с результатом по каждому проекту.
drafts-sittings-none = Заседаний ещё нет
drafts-sittings-new = Внести заседание
drafts-sitting-state-planned = Запланировано
drafts-sitting-state-ended = Завершено
drafts-sitting-state-minutes_posted = Протокол размещён
drafts-sitting-drafts = Проекты в повестке дня
drafts-sitting-count = { $n }
drafts-sitting-number = Номер заседания
drafts-sitting-date = День заседания
drafts-sitting-place = Место
drafts-sitting-make = Внести заседание
drafts-sitting-made = Заседание внесено. Теперь в его повестку дня можно вносить проекты.
drafts-sitting-agenda = Повестка дня
drafts-sitting-agenda-none = В повестке дня ещё нет проектов.
drafts-sitting-end = Заседание завершено
drafts-sitting-end-text = После этого повестка дня не меняется, и можно размещать протокол.
drafts-sitting-ended = Заседание завершено. Разместите его протокол.
drafts-agenda-title = Внести в повестку дня
drafts-agenda-text = Проект рассматривается на заседании. Проект, по которому идёт заочное голосование, остаётся на голосовании: его результат отражается в протоколе заседания.
drafts-agenda-choose = Какое заседание?
drafts-agenda-none = Запланированных заседаний нет.
drafts-agenda-submit = Внести в повестку дня
drafts-agenda-done = Проект внесён в повестку дня заседания.
drafts-minutes-title = Протокол заседания
drafts-minutes-open = Открыть протокол
drafts-minutes-result = Результат рассмотрения
drafts-minutes-posted = Протокол размещён
drafts-minutes-files = Файлы протокола
drafts-minutes-post-title = Разместить протокол
drafts-minutes-post-text = Протокол связывается с заседанием и с каждым проектом повестки дня. По каждому проекту нужен результат.
drafts-minutes-post-submit = Разместить протокол
drafts-minutes-note = Что записано в протоколе
drafts-minutes-note-hint = Словами протокола (необязательно)
drafts-minutes-done = Протокол размещён. Теперь установите окончательный статус проектов.
drafts-result-accepted = Принято
drafts-result-not_accepted = Не принято

## Заочное голосование
drafts-vote-support = Қолдаймын (поддерживаю)
drafts-vote-against = Қарсымын (против)
drafts-vote-title = Заочное голосование
drafts-vote-text = Вы голосуете один раз, от имени своего органа, с ЭЦП. Другие увидят ваш голос после завершения голосования.
drafts-vote-read = Прочитать проект
drafts-vote-choose = Ваш голос
drafts-vote-meaning-support = Подписывая, вы голосуете по этой версии «Қолдаймын» («Поддерживаю»). Голос подаётся один раз и не отзывается.
drafts-vote-meaning-against = Подписывая, вы голосуете по этой версии «Қарсымын» («Против»). Голос подаётся один раз и не отзывается.
drafts-vote-submit-support = Подписать «Қолдаймын»
drafts-vote-submit-against = Подписать «Қарсымын»
drafts-vote-done = Ваш голос учтён.
drafts-vote-own = Ваш голос
drafts-vote-start-title = Начать заочное голосование
drafts-vote-start-text = Эта версия размещается для голосования. Руководители из списка получают уведомление и голосуют с ЭЦП.
drafts-vote-term = Сколько рабочих дней даётся на голосование?
drafts-vote-term-hint = Считается с завтрашнего дня; опоздавший голос не принимается
drafts-vote-heads = Руководители, которые голосуют
drafts-vote-heads-hint = Отмечены руководители согласующих органов; голосуют только те, кто в списке
drafts-vote-start-submit = Начать голосование
drafts-vote-started = Голосование начато, руководители из списка уведомлены.
drafts-vote-results = Результаты голосования
drafts-vote-caption = Руководители из списка и их голоса
drafts-vote-listed = Руководителей в списке: { $n }. Их голоса будут показаны после завершения голосования.
drafts-vote-listed-closed = Руководителей в списке: { $n }. Голосование завершено; его результаты видят сотрудники отдела контроля и руководители из списка.
drafts-vote-tally = Қолдаймын (за): { $support }, Қарсымын (против): { $against }, не голосовали: { $silent }
drafts-vote-begun = Начато
drafts-vote-until = Последний день
drafts-vote-closed = Завершено
drafts-vote-closed-by-last = с последним голосом
drafts-vote-head = Руководитель
drafts-vote-value = Голос
drafts-vote-at = Время
drafts-vote-signature = Подпись
drafts-vote-signature-holds = действительна
drafts-vote-signature-broken = не проходит проверку
drafts-vote-silent = не голосовал
drafts-vote-hidden = будет показано позже
drafts-vote-close-title = Завершить голосование
drafts-vote-close-text = После этого никто больше не голосует, а руководители из списка видят результаты.
drafts-vote-close-silent = Эти руководители не голосовали и после завершения проголосовать не смогут:
drafts-vote-close-submit = Завершить голосование
drafts-vote-close-done = Голосование завершено.

## Окончательный статус
drafts-status-title = Установить окончательный статус
drafts-status-text = Статус устанавливается по результатам голосования и по протоколу; разработчик и согласующие органы получают уведомление.
drafts-status-warning = Статус окончательный: после него в проекте ничего не меняется.
drafts-status-choose = Статус
drafts-status-ground = Основание
drafts-status-ground-hint = Обязательно, если статус противоречит результатам голосования или протоколу
drafts-status-submit = Установить статус
drafts-status-done = Окончательный статус установлен.
drafts-status-final = Окончательный статус

drafts-state-rejected_by_chancellery = Отклонено Канцелярией
drafts-state-under_chancellery_consideration = На рассмотрении Канцелярии
drafts-state-at_government_meeting = На заседании Правительства
drafts-state-voting_in_absentia = Заочное голосование
drafts-state-voting_in_absentia_closed = Заочное голосование завершено
drafts-state-minutes_posted = Протокол размещён
drafts-state-accepted = Принято
drafts-state-not_accepted = Не принято
drafts-letter-not_accepted = Сообщение «қабылданған жоқ» («не принято»)
drafts-my-role-unit_officer = Сотрудник структурного подразделения Канцелярии

drafts-action-check = Проверить проект
drafts-action-reject_by_chancellery = Не принимать проект
drafts-action-pass_to_units = Передать подразделениям Канцелярии
drafts-action-give_opinion = Дать заключение подразделения
drafts-action-put_on_agenda = Внести в повестку дня
drafts-action-start_vote = Начать заочное голосование
drafts-action-cast_vote = Проголосовать
drafts-action-close_vote = Завершить голосование
drafts-action-view_vote = Результаты голосования
drafts-action-post_minutes = Разместить протокол
drafts-action-set_final_status = Установить окончательный статус
drafts-why-check = Проверить проект
drafts-why-reject_by_chancellery = Проверка выявила замечания: поставить отметку об отклонении
drafts-why-pass_to_units = Проверка пройдена: передать проект подразделениям
drafts-why-give_opinion = Рассмотреть проект и дать заключение подразделения
drafts-why-put_on_agenda = Внести в повестку дня или начать заочное голосование
drafts-why-start_vote = Начать заочное голосование
drafts-why-cast_vote = Проголосовать заочно как руководитель
drafts-why-close_vote = Завершить заочное голосование, когда истечёт срок
drafts-why-view_vote = Посмотреть результаты голосования
drafts-why-post_minutes = Разместить протокол заседания
drafts-why-set_final_status = Установить окончательный статус
drafts-awaited-check = Проверка в Канцелярии
drafts-awaited-reject_by_chancellery = Решение Канцелярии
drafts-awaited-pass_to_units = Передача подразделениям Канцелярии
drafts-awaited-give_opinion = Заключение подразделения
drafts-awaited-put_on_agenda = Повестка дня или заочное голосование
drafts-awaited-start_vote = Заочное голосование
drafts-awaited-cast_vote = Голос руководителя
drafts-awaited-close_vote = Завершение заочного голосования
drafts-awaited-view_vote = Результаты голосования
drafts-awaited-post_minutes = Протокол заседания
drafts-awaited-set_final_status = Окончательный статус

drafts-event-checked = { $who }: проверка версии { $version } ({ $part ->
    [regulations] Регламент Правительства
   *[other] инструкция по делопроизводству
}): { $complies ->
    [true] соответствует.
   *[other] есть замечания.
}
drafts-event-rejected_by_chancellery = { $who }: версия { $version } не принята, отправлено сообщение «қабылданған жоқ».
drafts-event-passed_to_units = { $who }: версия { $version } передана подразделениям Канцелярии: { $units }.
drafts-event-opinion_given = { $who }: дано заключение подразделения: { $unit }.
drafts-event-on_agenda = { $who }: версия { $version } внесена в повестку дня заседания № { $sitting }, { $due }.
drafts-event-vote_started = { $who }: начато заочное голосование по версии { $version }; руководителей: { $count }, до { $due }.
drafts-event-voted = { $who }: подан голос заочно: { $body }.
drafts-event-vote_closed = Заочное голосование завершено{ $early ->
    [true] ; голосовали не все руководители.
   *[other] .
}
drafts-event-minutes_posted = { $who }: размещён протокол заседания; результат: { $result ->
    [accepted] принято.
   *[other] не принято.
}
drafts-event-final_status_set = { $who }: установлен окончательный статус: { $status ->
    [accepted] «Принято».
   *[other] «Не принято».
}

drafts-notice-not-accepted = Канцелярия не приняла проект «{ $title }» (версия { $version }): «қабылданған жоқ». Прочитайте причину и разместите новую версию.
    .subject = Не принято Канцелярией: { $number }
drafts-notice-unit = Проект «{ $title }» (версия { $version }) передан вашему подразделению Канцелярии. Рассмотрите его и дайте заключение подразделения.
    .subject = Проект передан вашему подразделению: { $number }
drafts-notice-opinion = Подразделение Канцелярии дало заключение по проекту «{ $title }».
    .subject = Заключение подразделения: { $number }
drafts-notice-vote = По проекту «{ $title }» (версия { $version }) идёт заочное голосование. Проголосуйте с ЭЦП: «Қолдаймын» или «Қарсымын».
    .subject = Ожидается ваш голос: { $number }
drafts-notice-vote-closed = Заочное голосование по проекту «{ $title }» завершено. Посмотрите результаты и разместите протокол.
    .subject = Голосование завершено: { $number }
drafts-notice-vote-results = Заочное голосование по проекту «{ $title }» завершено. Можно посмотреть результаты.
    .subject = Результаты голосования: { $number }
drafts-notice-minutes = Размещён протокол заседания Правительства с результатом по проекту «{ $title }».
    .subject = Протокол размещён: { $number }
drafts-notice-final-accepted = Проекту «{ $title }» (версия { $version }) присвоен окончательный статус «Қабылданды» («Принято»).
    .subject = Принято: { $number }
drafts-notice-final-not-accepted = Проекту «{ $title }» (версия { $version }) присвоен окончательный статус «Қабылданған жоқ» («Не принято»).
    .subject = Не принято: { $number }
drafts-notice-withdrawn = Проект { $number } изъят администратором из портала. Он больше недоступен для чтения.
    .subject = Изъят из портала: { $number }

drafts-refusal-not-accepted-reason = Причина не указана. Напишите, почему сопроводительное письмо не принято: она уйдёт разработчику в сообщении.
drafts-refusal-nothing-found = Проверка не выявила замечаний, поэтому отклонять проект не за что. Сначала запишите, что не соответствует.
drafts-refusal-check-missing = Одна из проверок не имеет результата: { $part ->
    [regulations] Регламент Правительства
   *[other] инструкция по делопроизводству
}. Сначала запишите его.
drafts-refusal-check-remarks = Проверка выявила замечания, поэтому проект не передаётся дальше. Отклоните его с указанием причины или запишите проверку заново.
drafts-refusal-no-unit = Подразделение не выбрано. Отметьте хотя бы одно, которому проект ещё не передан.
drafts-refusal-unknown-unit = Такого подразделения в Канцелярии нет. Выберите из списка.
drafts-refusal-already-on-agenda = Проект уже внесён в повестку дня заседания.
drafts-refusal-sitting-over = Заседание завершено: его повестка дня не меняется. Выберите другое заседание.
drafts-refusal-sitting-not-ended = Заседание не завершено, поэтому протокола ещё нет. Сначала завершите заседание.
drafts-refusal-minutes-already-posted = Протокол этого заседания уже размещён.
drafts-refusal-result-missing = Проекты повестки дня без результата: { $count }. Заполните результат по каждому.
drafts-refusal-no-voters = Список руководителей пуст. Выберите хотя бы одного.
drafts-refusal-not-a-head = { $name } не числится руководителем государственного органа и не может быть в списке. Выбирайте только руководителей.
drafts-refusal-not-listed = Руководителя этого органа нет в списке голосования.
drafts-refusal-already-voted = Ваш голос уже учтён. Голос подаётся один раз и не меняется.
drafts-refusal-vote-closed = Голосование завершено: голоса больше не принимаются.
drafts-refusal-vote-term-passed = Последним днём голосования был { $due }: опоздавший голос не принимается.
drafts-refusal-vote-open = Заочное голосование ещё идёт. Сначала завершите его или дождитесь всех голосов.
drafts-refusal-minutes-missing = Протокол заседания не размещён. Разместите его до установления окончательного статуса.
drafts-refusal-ground-missing = Этот статус противоречит результатам голосования или протоколу. Укажите основание.
drafts-field-points-unmet = Есть невыполненные пункты списка. Отметьте их или укажите, что есть замечания
drafts-field-result = Заполните результат: проект был в повестке дня
drafts-field-no-such-number = Проекта с таким номером нет. Проверьте номер

## Поиск, сохраненные фильтры, календарь сроков
drafts-search-title = Поиск
drafts-search-words = Что ищете?
drafts-search-hint = Номер, слова названия или текста, орган, человек. Достаточно начала слова.
drafts-search-none = Ничего не найдено
drafts-search-none-text = Проверьте написание или введите меньше слов. Поиск идет только по проектам, которые Вам доступны.
drafts-search-titles = Проекты: по номеру или названию
drafts-search-texts = Проекты: по тексту
drafts-search-texts-none = На этой странице новых нет: они показаны выше.
drafts-search-all = Показать все в списке
drafts-search-next = Следующие по тексту
drafts-search-bodies = Органы
drafts-search-of-body = Разработанные проекты
drafts-search-at-body = Проекты на согласовании
drafts-search-people = Люди
drafts-filters-title = Сохраненные фильтры
drafts-filters-lead = Сохраните под именем тот вид списка, который нужен часто. До { $limit } фильтров на человека; кроме Вас, их никто не видит.
drafts-filters-none = Сохраненных фильтров нет. Отфильтруйте список проектов и нажмите «Сохранить фильтр».
drafts-filters-manage = Управление фильтрами
drafts-filters-save = Сохранить фильтр
drafts-filter-name = Название фильтра
drafts-filter-name-hint = Например: просроченные. Фильтр с таким названием будет обновлен.
drafts-filter-saved = Сохранен
drafts-filter-saved-as = Фильтр сохранен.
drafts-filter-rename = Переименовать
drafts-filter-rename-title = Переименование фильтра
drafts-filter-delete = Удалить
drafts-filter-delete-title = Удалить фильтр?
drafts-filter-delete-text = Фильтр «{ $name }» будет удален. С проектами ничего не произойдет.
drafts-filter-deleted = Фильтр удален.
drafts-filter-name-required = Дайте фильтру название.
drafts-filter-name-long = Название не длиннее { $limit } символов.
drafts-filter-name-taken = Фильтр с таким названием у Вас уже есть. Введите другое.
drafts-filter-too-long = Слишком много условий. Уберите часть.
drafts-filter-too-many = Достигнут предел фильтров ({ $limit }). Удалите ненужные.
drafts-feed-title = Календарь сроков
drafts-feed-name = Орда: сроки
drafts-feed-lead = Смотрите сроки дел, которые ждут Вас, в своей программе-календаре (Outlook, Thunderbird, телефон). В календаре есть только номер и название проекта и то, что нужно сделать.
drafts-feed-make = Подключить календарь
drafts-feed-again = Создать новый пароль
drafts-feed-again-hint = При создании нового пароля прежний сразу перестает действовать.
drafts-feed-end = Отключить календарь
drafts-feed-ended = Календарь отключен: он больше не обновляется.
drafts-feed-made = Календарь подключен: { $date }.
drafts-feed-address = Добавьте этот адрес в свою программу-календарь, с этими именем и паролем:
drafts-feed-once = Пароль секретный: кто его знает, видит Ваши сроки. Он показывается только сейчас.
drafts-feed-user = Имя пользователя
drafts-feed-password = Пароль

# Печатные формы

drafts-form-approval_sheet = Лист согласования
drafts-form-protocol = Протокол разногласий
drafts-form-vote_record = Протокол заочного голосования
drafts-form-minutes = Выписка из протокола заседания Правительства
drafts-form-card = Карточка и история проекта
drafts-form-print = Печать
drafts-form-print-text = Официальные формы выдаются файлами PDF/A. В каждой перечислены подписи и есть QR-код для их проверки.
drafts-form-lang-kk = на казахском
drafts-form-lang-ru = на русском
drafts-form-too-long = Форма получилась слишком длинной и не помещается в один файл.
drafts-form-footer = { $number }, версия { $n } · код проверки { $code } · { $at }
drafts-form-sent = Направлено на согласование
drafts-form-at-chancellery = Направлено в Канцелярию
drafts-form-decided-by = Кто и когда
drafts-form-protocol-state = Состояние протокола
drafts-form-changed = Изменено в последний раз
drafts-form-points = Разногласия
drafts-form-file = Файл
drafts-form-size = Размер
drafts-form-digest = Хэш-значение SHA-256
drafts-form-remark = Замечание
drafts-form-answer = Ответ
drafts-form-when = Время
drafts-form-event = Событие
drafts-form-signer = Подписавший, должность, орган
drafts-form-signed = Назначение, время, роль
drafts-form-certificate = Регистрационное свидетельство и хэш-значение
drafts-form-serial = Номер регистрационного свидетельства
drafts-form-manifest = Хэш-значение SHA-256 подписанного описания
drafts-form-checked = Результат проверки
drafts-form-valid = действительна
drafts-form-invalid = недействительна
drafts-form-no-signatures = Действующих подписей, относящихся к этой форме, нет.
drafts-form-code-alt = QR-код, ведущий на страницу проверки подписей
drafts-form-verify = Проверка подписей
drafts-form-verify-how = Наведите камеру на QR-код или введите на странице { $address } код:
drafts-form-verify-text = { $n ->
        [0] На странице указаны номер проекта и время составления этой формы.
       *[other] На странице подписи (всего { $n }) проверяются заново; указаны хэш-значения подписанных данных и порядок проверки без портала (с помощью OpenSSL).
    }

## Изъятие из портала (385-3)

drafts-withdrawals-title = Проекты, изъятые из портала
drafts-withdrawals-lead = Если в размещенном проекте обнаружены государственные секреты, администратор изымает его из портала. После этого его никто не может прочитать; его можно передать на гарантированное уничтожение.
drafts-withdrawals-number = Номер проекта
drafts-withdrawals-at = Когда и кем изъят
drafts-withdrawals-reason = Причина
drafts-withdrawals-destroy = Предложить к уничтожению
drafts-withdrawals-none = Изъятых проектов нет
drafts-withdrawals-none-text = Здесь появятся изъятые проекты: номер, причина и время.
drafts-withdraw = Изъять проект
drafts-withdraw-question = Изъять проект { $number } из портала?
drafts-withdraw-consequence = Проект, его файлы, тексты, письма и печатные формы больше никто не сможет прочитать, незавершенные формы по нему удаляются. Тем, кто мог его читать, сообщается об изъятии без названия проекта. Отменить это нельзя.
drafts-withdraw-number-hint = Например, НҚА-2026-000123
drafts-withdraw-reason-hint = Не пишите здесь самих секретных сведений: причину увидят и сотрудники информационной безопасности.
drafts-withdraw-body = Орган-разработчик
drafts-withdraw-posted = Размещен
drafts-withdraw-versions = Версий
drafts-withdraw-readers = Будет уведомлено человек
drafts-withdraw-done = Проект изъят из портала. Теперь его можно предложить к гарантированному уничтожению.
