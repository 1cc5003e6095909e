"""Faults to plant in the Polish shop: the file, what stands there, what stands there instead, and the rule that finds it; behind it what else has to go."""

SAY = "## Co powiedzieć\n\n"
NEWS, UPSET, LEFT, TELL, NO, VISIT, DAY, BEFORE, WRITE, DOOR, HONEST = (
    f"policies/{name}.md"
    for name in (
        "znow-stoi", "zdenerwowani", "przestali-przychodzic", "powiedz-nam", "nie-dla-nas", "po-pierwszej-wizycie",
        "urodziny", "zanim-zaczniemy", "kiedy-piszemy", "w-drzwiach", "uczciwie",
    )
)  # fmt: skip
FIT, ONE, YEARLY, OWN, PROMISE = "fit.md", "scripts/jeden-telefon.md", "scripts/pytanie-roczne.md", "roles/zegarmistrz.md", "promises/odpowiedz.md"


def said(path: str, words: str, rule: str) -> tuple[str, str, str, str]:
    """One more thing to say to people."""
    return path, SAY, f"{SAY}> {words}\n>\n", rule


def step(path: str, words: str, rule: str) -> tuple[str, str, str, str]:
    """One more step, the last but all the rest."""
    return path, "## Co robić\n\n", f"## Co robić\n\n1. {words}\n", rule


FAULTS = [
    # a step is lost
    (NEWS, "2. **Wysłuchaj** do końca, z odłożonym śrubokrętem.\n", "", "missing-step"),
    (NEWS, "4. **Przyznaj się** na głos do naszej części.\n", "", "missing-step"),
    (NEWS, "5. **Przeproś** raz i szczerze.\n", "", "missing-step"),
    (NEWS, "**Napraw** od ręki", "Od ręki", "missing-step"),
    (NEWS, "10. **Zapisz**, co", "10. Pamiętaj, co", "missing-step"),
    (NEWS, "**Zrób więcej**, niż prosili: wybierz", "Wybierz", "step-order"),
    (NEWS, "5. **Przeproś** raz i szczerze.\n6. **Napraw** od ręki, aż zegar będzie chodził tak, jak powinien.", "5. **Napraw** od ręki.\n6. **Przeproś** raz i szczerze.", "step-order"),
    (UPSET, "**Powtórz** ich słowami", "Ich słowami powiedz", "missing-step"),
    (UPSET, "**Podziękuj**, a przy", "Przy", "missing-step"),
    (LEFT, "5. **Usuń przyczynę**, jeśli leży po naszej stronie: zegarmistrz wpisuje ją na listę do piątku.\n", "", "lost-lesson"),
    (LEFT, " na listę do piątku", " na listę", "lost-lesson"),
    (LEFT, "zegarmistrz wpisuje ją na listę", "trafia na listę", "lost-lesson"),
    (LEFT, "6. **Zapisz** powód w [nauczkach](../lessons.md).\n", "", "lost-lesson", (LEFT, "wpisuje ją na listę", "usuwa ją")),
    (BEFORE, "4. **Najpierw zapytaj** o wszystko inne, co zauważysz.\n", "", "surprises"),
    (BEFORE, "1. **Zapytaj**, gdzie zegar stoi i kto go nakręca.\n", "", "surprises"),
    # a section or a line is lost
    (NEWS, "## Co powiedzieć", "## Nasze piosenki", "missing-section"),
    (NEWS, "## Jeśli zdarzy się drugi raz\n\nOd pierwszej minuty przejmuje to zegarmistrz.\n", "", "second-failure"),
    (NEWS, "Od pierwszej minuty przejmuje to zegarmistrz.", "Przeproś jeszcze raz i bardziej się postaraj.", "second-failure"),
    (UPSET, "## Kiedy przerwać", "## O pogodzie", "stop-rule"),
    (UPSET, ", gdy ktoś grozi, obraża albo dotyka", ", kiedy chcesz", "stop-rule"),
    (UPSET, "Właścicielka stoi za Tobą.", "Najpierw zapytaj szefową.", "stop-rule"),
    (FIT, "## Jeśli coś nam nie wyjdzie", "## O pogodzie", "unknown-section"),
    (FIT, "- **Rezygnacja** zadzwoń, zanim zaczniemy; nic nie kosztuje.\n", "", "surprises"),
    (FIT, "- **Poza ceną** nowe szkło: od 30 do 80 zł, i najpierw do Ciebie dzwonimy.\n", "", "surprises"),
    (FIT, "Nie mamy przyrządów do elektroniki. ", "", "disrespect"),
    (FIT, " Zapytaj nas, a popytamy u rzeczoznawców.", "", "dead-end"),
    # words to customers
    said(NEWS, "Przepraszamy, jeśli poczuła się pani urażona.", "non-apology"),
    said(NEWS, "Przykro nam, że tak się pan czuje.", "non-apology"),
    said(NEWS, "Przepraszamy za wszelkie niedogodności.", "non-apology"),
    said(NEWS, "Doszło do pomyłki.", "non-apology"),
    said(NEWS, "Przepraszam, ale mieliśmy dużo pracy.", "non-apology"),
    said(NEWS, "Przepraszam, jesli czekala pani za dlugo.", "non-apology"),
    said(UPSET, "Trzeba było zadzwonić wcześniej.", "blame"),
    said(UPSET, "To pana własna wina.", "blame"),
    said(NEWS, "Źle pani zrozumiała cenę.", "blame"),
    said(NEWS, "Kurier zgubił paczkę.", "blame"),
    said(NEWS, "Zadzwonimy do pani jak najszybciej.", "vague-time"),
    said(UPSET, "Takie są u nas zasady, nasz regulamin nie przewiduje zwrotów.", "shield-or-label"),
    said(UPSET, "Pan się myli.", "blame"),
    said(UPSET, "To nieprawda, nikt tak nie mówił.", "arguing"),
    said(UPSET, "Prosimy o opinię w Google.", "impersonal-close"),
    said(LEFT, "Wpadnij znowu na kawę.", "lost-woo"),
    said(LEFT, "Mamy dla pani rabat.", "lost-woo"),
    said(LEFT, "Dopiszę panią do naszego newslettera.", "sales-after-goodbye"),
    said(DAY, "Z tej okazji masz u nas 20% zniżki.", "greeting-offer"),
    said(DAY, "W kopercie jest bon.", "greeting-offer"),
    said(DAY, "Zostaw nam opinię.", "greeting-offer"),
    said(VISIT, "Myślała pani o abonamencie?", "offer-too-soon"),
    said(VISIT, "Jesteśmy rodzinną firmą.", "about-us"),
    said(NO, "Pod zły adres pan trafił.", "cold-decline"),
    said(NO, "Nie przyjmujemy cudzoziemców.", "protected-ground"),
    said(BEFORE, "Pospiesz się, zostały ostatnie miejsca.", "pressure"),
    said(BEFORE, "Jesteśmy najlepsi, to najlepsza pracownia w mieście.", "pressure"),
    said(BEFORE, "Niniejszym uprzejmie informujemy o cenie.", "reads-like-a-contract"),
    said(BEFORE, "Klient zobowiązuje się odebrać zegar.", "reads-like-a-contract"),
    (NEWS, "> Powtórzę, żeby niczego nie zgubić: zegar stanął drugiej nocy. Zgadza się?\n>\n", "", "say-back"),
    (NEWS, " Co jeszcze naprawiłoby to dla pani?", "", "make-right"),
    (UPSET, "> Co mogę zrobić, żeby to dla pani naprawić?\n>\n", "", "make-right"),
    (LEFT, " Dawno pani nie było i zastanawia mnie, co sprawiło, że pani nie wróciła.\n>\n> Dziękuję. Co mogliśmy zrobić lepiej?", " Czy chodziło o cenę?", "lost-ask"),
    (VISIT, ", jak chodzi zegar? Czy coś jest inaczej, niż pani myślała?", ", dziękujemy.", "about-us"),
    (NO, " Dziękujemy, że najpierw zapytała pani nas.", "", "cold-decline"),
    (NO, " Serwis Iskra robi to codziennie: czy mam tam zadzwonić i powiedzieć, że pani jedzie?", "", "cold-decline"),
    # what staff are told to do
    step(UPSET, "Wyjaśnij, dlaczego się mylą.", "arguing"),
    step(LEFT, "Wyślij im bon na dziesięć złotych.", "lost-woo"),
    step(NEWS, "Najlepsi klienci najpierw.", "small-customer"),
    step(WRITE, "Roześlij list do całej bazy.", "contact-limit"),
    step(DOOR, "Uważaj na zawracaczy głowy.", "shield-or-label"),
    (NEWS, "dzwoni ten, kto naprawiał", "biuro dzwoni i pyta", "handed-over"),
    (NEWS, "8. **Zadzwoń** po trzech dniach: dzwoni ten, kto naprawiał.\n9. **Podziękuj** na kartce pisanej własną ręką.\n", "", "impersonal-close"),
    (NEWS, "1. **Odpowiedz** w", "1. Poproś, żeby wypełnili formularz, i zadzwonili, i przynieśli paragon, i odesłali zegar.\n1. **Odpowiedz** w", "customer-effort"),
    (UPSET, "- Nigdy się nie spieraj, nawet kiedy masz rację.", "- Żadnego pośpiechu.", "arguing"),
    (DOOR, "4. **Spójrz** na twarz, gdy wychodzą.", "4. **Odprowadź** do wyjścia.", "cold-door", (DOOR, "mile widziani, czy coś kupili, czy nie", "obsłużeni w pięć minut")),
    (DOOR, "3. **Kto nic nie kupuje**, dostaje to samo krzesło i tę samą herbatę.\n", "", "cold-door", (DOOR, "mile widziani, czy coś kupili, czy nie", "mile widziani")),
    (TELL, "3. **Odpowiedz** na każdą uwagę, co zmieniliśmy albo dlaczego nie, i wywieś to do piątku.\n", "", "unanswered-feedback",
     (YEARLY, " Halina czyta każdą odpowiedź, a przy drzwiach wywieszamy, co zmieniliśmy.", "")),
    (TELL, "2. **Daj wybór**: kartki przy drzwiach nie wymagają nazwiska.\n", "", "feedback-route",
     (TELL, "Jeśli woli pani napisać, kartki leżą przy drzwiach i nie trzeba się podpisywać.", "Dziękuję."), (YEARLY, "channel: email", "channel: phone")),
    # lines above the text
    (WRITE, "consent: tylko jeśli o to prosili", "consent: wszyscy, którzy coś kupili", "contact-limit"),
    (WRITE, "opt_out: wystarczy jedno słowo", "opt_out: podpisany list z podaniem powodu", "contact-limit"),
    (WRITE, "at_most: 2 razy w roku", "at_most: 4 razy w roku", "contact-limit"),
    (VISIT, "60 dni i drugie zamówienie", "7 dni", "offer-too-soon"),
    (DAY, "quiet_days: 14", "quiet_days: 3", "greeting-offer"),
    (NEWS, "reply_within: 4 godziny", "reply_within: trzy dni robocze", "promise-too-fast"),
    (NEWS, "usual_fix_costs: 80 zł", "usual_fix_costs: osiemdziesiąt", "bad-value"),
    (NEWS, "topic: naprawa", "topic: naprawianka", "bad-value"),
    (ONE, "counts: nie", "counts: może", "bad-value"),
    (OWN, "Napraw to od ręki, a potem nam opowiedz.", "Możesz wydać do 500 zł bez pytania.", "contradicting-amount"),
    (OWN, "may_spend: 300 zł", "may_spend: 50 zł", "out-of-reach"),
    # everybody sees these
    (PROMISE, "Kto odpowiada, ten może pomóc.", "Staramy się odpowiadać w miarę możliwości.", "vague-promise"),
    (PROMISE, "{znow-stoi: odpowiedz}", "{znow-stoi: zatańcz}", "unbacked-promise"),
    (FIT, "Masz zegar po babci", "Jesteśmy rodzinną firmą. Masz zegar po babci", "about-us"),
    (FIT, "- Masz zegar ścienny, stojący albo budzik mechaniczny.", "- Cenisz dobrą obsługę.", "too-wide"),
    (FIT, "- **Zegar wisi na wieży.**", "- **Zależy ci tylko na cenie.**", "disrespect"),
    (FIT, "- **Zegar wisi na wieży.**", "- **Masz zegar ścienny, stojący albo budzik mechaniczny.**", "fit-contradiction"),
    (FIT, "- **Większość płaci** od 60 do 240 zł, razem z częściami.", "- **Większość płaci** już od 60 zł.", "bait-price"),
    (FIT, "1. Zadzwoń, napisz albo wejdź. Obejrzenie nic nie kosztuje.", "1. Wypełnij formularz.", "hard-start"),
    (FIT, "1. Zadzwoń, napisz albo wejdź. Obejrzenie nic nie kosztuje.", "1. Wpłać zaliczkę 20 zł.", "hard-start"),
    (FIT, "Powiedz Halinie, nawet o drobiazgu.", "TODO: uzupełnić.", "placeholder-left"),
    ("partners.md", "checked: 2026-10-17", "checked: 2025-10-17", "stale-alternative"),
    ("playbook.yml", "  open: wt.-pt. 10-18, sob. 10-14", "  open: kiedy bądź", "bad-value"),
    ("lessons.md", "| recepcja | nie |", "| kucharz | nie |", "dangling-reference"),
]
