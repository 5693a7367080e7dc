"""Duty, advice or neither. Each sentence of the tables was classified by reading it."""

from __future__ import annotations

import pytest

from ingest.modality import find_modality
from ingest.publication import Modality, Publication, SectionKind, Sentence

KRAV, ANBEFALING = Modality.KRAV, Modality.ANBEFALING

# Made-up sentences, each for one rule.
GRAMMAR = [
    # The words of a duty.
    ("Kommunen skal inddrage barnet.", KRAV),
    ("Kommunen skal ikke indhente flere oplysninger.", KRAV),
    ("Kommunen må ikke inddrage netværket.", KRAV),
    ("I de sager må forældre og netværk indledningsvist ikke inddrages.", KRAV),
    ("Kommunen har pligt til at vejlede barnet.", KRAV),
    ("I den situation har du altid pligt til at underrette.", KRAV),
    ("Kommunen er forpligtet til at vælge den rette indsats.", KRAV),
    ("Kommunerne er derfor forpligtede til at søge rådgivning.", KRAV),
    ("Der er krav om opfølgning.", KRAV),
    ("I alle tilfælde er der dog krav om opfølgning.", KRAV),
    ("Det er obligatorisk at udarbejde en plan.", KRAV),
    ("Barnets inddragelse er også lovpligtig!", KRAV),
    # The words of advice.
    ("Du bør tale med barnet.", ANBEFALING),
    ("Du bør ikke kopiere fra andre dokumenter.", ANBEFALING),
    ("Målene kan med fordel formuleres kort.", ANBEFALING),
    ("Her kan du som rådgiver med fordel inddrage netværket.", ANBEFALING),
    ("Det anbefales, at barnet deltager.", ANBEFALING),
    ("Vi anbefaler, at barnet deltager.", ANBEFALING),
    ("Det er vigtigt, at barnet deltager.", ANBEFALING),
    ("Det er derfor særlig vigtigt at tale med barnet.", ANBEFALING),
    ("Det er væsentligt for barnets inddragelse, at du lytter.", ANBEFALING),
    ("Endelig er det afgørende, at rummet er trygt.", ANBEFALING),
    ("Det vil i den forbindelse være vigtigt at aftale mødet.", ANBEFALING),
    ("Det vigtigste er, at barnet deltager.", ANBEFALING),
    # Neither.
    ("Barnet har ret til en bisidder.", None),
    ("Barnet kan tage en bisidder med.", None),
    ("Det kan være relevant at tale med barnet.", None),
    ("Det er nødvendigt at indsamle oplysninger.", None),
    ("Barnets perspektiv er vigtigt i din vurdering.", None),
    ("Følelserne er afgørende for, hvordan forældre reagerer.", None),
    ("Der er ikke krav om en plan.", None),
    ("Det er ikke obligatorisk at lave en plan.", None),
    ("Det er ikke vigtigt, at alle deltager.", None),
    ("Skal barnet anbringes, taler du med forældrene.", None),
    ("Hvornår skal der udarbejdes en plan?", None),
    ("Anbefalingerne skal bidrage til god kvalitet.", None),
    ("Guiden skal hjælpe til at forstå loven.", None),
    ("Planen skal som beskrevet ses som et redskab.", None),
    # A subordinate clause says nothing.
    ("Vurder, om underretter skal kontaktes.", None),
    ("Tal om, hvad der skal ske, og hvem der skal deltage.", None),
    ("Fortæl, hvilke rettigheder barnet har, og hvordan de skal bruges.", None),
    ("Barnet deltager, så det kan opleve, at det skal høres.", None),
    ("Mødet holdes, inden der skal træffes afgørelse.", None),
    ("Inddragelse er et mindset, som rådgiveren skal have med sig.", None),
    ("Det er en opgave der skal løses.", None),
    ("Det handler om, hvordan børn, unge og forældre skal opleve mødet.", None),
    ("I forhold til hvor ofte der skal følges op, er der forskelle.", None),
    ("Det afhænger af, hvornår det er vigtigt at tale med barnet.", None),
    # Main clauses that look like one.
    ("Der skal altid udarbejdes en plan.", KRAV),
    ("Som leder skal du gå forrest.", KRAV),
    ("Som udgangspunkt bør kommunen spørge barnet.", ANBEFALING),
    ("Hvis der ikke er en plan, bør du bruge formålet.", ANBEFALING),
    ("Når formålet er opnået, skal indsatsen afsluttes.", KRAV),
    ("Skal barnet anbringes, skal der udarbejdes en plan.", KRAV),
    ("En sag, der er åben, skal følges op.", KRAV),
    ("Barnet, den unge og forældrene skal inddrages.", KRAV),
    ("Arbejdet med at styrke relationen bør ske løbende.", ANBEFALING),
    ("Du som rådgiver bør lytte.", ANBEFALING),
    ("Børne- og ungerådgiveren skal lytte.", KRAV),
    ("Det er familiens udredning, og den skal derfor kunne forstås.", KRAV),
    ("Beskriv indsatsen, ligesom du skal beskrive formålet.", KRAV),
    ("Reglen er klar: Der skal udarbejdes en plan.", KRAV),
    # What only introduces the statement.
    ("Det betyder, at du skal anvende aktuelle oplysninger.", KRAV),
    ("Det betyder også, at udtalelser, statusser og referater ikke bør indgå.", ANBEFALING),
    ("For dig som leder betyder det, at du skal sætte rammen.", KRAV),
    ("Det betyder ikke, at du skal spørge hver gang.", None),
    ("Barnets lov fastlægger, at kommunen skal søge rådgivning.", KRAV),
    ("Det er kun ved anbringelse, at der er krav om en plan.", KRAV),
    ("Det er vigtigt, at du ved, hvad der skal ske.", ANBEFALING),
    # The first statement decides.
    ("Beskrivelser skal afspejle praksis og bør derfor revurderes.", KRAV),
    ("Det bør fremgå, og der skal afsættes tid.", ANBEFALING),
]


@pytest.mark.parametrize(("sentence", "modality"), GRAMMAR)
def test_grammar(sentence: str, modality: Modality | None) -> None:
    assert find_modality(sentence) is modality


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Afsøge barnets ønsker til mødested.", ANBEFALING),
        ("Vurdere, om underretter skal kontaktes.", ANBEFALING),
        ("Hvornår skal aktiviteten ske?", ANBEFALING),
        ("Beskrive indsatsen, ligesom du skal beskrive formålet.", KRAV),
    ],
)
def test_a_point_takes_what_it_inherits_unless_it_says_otherwise(sentence: str, modality: Modality) -> None:
    assert find_modality(sentence, ANBEFALING) is modality


# Sentences of the main publication by their first words; a point of a list as it stands in its list.
REAL = [
    ("Deres retssikkerhed skal prioriteres, og de skal opleve", KRAV),
    ("Inddragelsen af barnet eller den unge skal ske løbende", KRAV),
    ("Sagsbehandlingen skal derfor tilrettelægges", KRAV),
    ("Du skal have opmærksomhed på, at barnets eller den unges ønsker", KRAV),
    ("Barnets eller den unges holdning og synspunkter skal tilvejebringes", KRAV),
    ("Du skal sikre, at barnet eller den unge ved:", KRAV),
    ("Hvilke rettigheder barnet eller den unge har, herunder retten til en bisidder", KRAV),
    ("Du skal derfor oplyse børn om deres rettigheder", KRAV),
    ("Med barnets lov skal der tages konkret stilling", KRAV),
    ("Der skal altid udarbejdes en barnets plan", KRAV),
    ("Når der arbejdes med barnets plan eller ungeplanen, skal denne", KRAV),
    ("Formålet skal fremgå af afgørelsen", KRAV),
    ("I disse sager må forældre og netværk indledningsvist ikke", KRAV),
    ("Derfor skal du altid, i samarbejde med barnet", KRAV),
    ("Barnet eller den unge og forældrene skal derfor ikke være", KRAV),
    ("Det må ikke gå så stærkt", KRAV),
    ("Ifølge de forvaltningsretlige principper skal en sag oplyses", KRAV),
    ("Det betyder, at omfanget af oplysninger skal modsvare", KRAV),
    ("Det er barnets eller den unges og forældrenes udredning, og den skal", KRAV),
    ("Hjælp og støtte skal altid tilrettelægges", KRAV),
    ("I forhold til anbringelse af et barn eller en ung er der specifikke krav", KRAV),
    ("Kommunen er forpligtet til at vælge", KRAV),
    ("Der er krav om, at det overordnede formål fremgår", KRAV),
    ("Det er dog kun i forbindelse med anbringelse, at der er et lovgivningsmæssigt krav", KRAV),
    ("Planen skal i givet fald udarbejdes senest tre måneder", KRAV),
    ("I alle tilfælde er der dog krav om opfølgning", KRAV),
    ("Beskrive, hvordan indsatsen forventes at kunne skabe bedre trivsel", KRAV),
    ("Hvis et barn eller en ung er anbragt, skal der herudover minimum to gange", KRAV),
    ("En indsats skal afsluttes, når formålet er opnået.", KRAV),
    ("Selvom der ikke foreligger en plan, skal du i sagen", KRAV),
    ("Som leder skal du gå forrest", KRAV),
    ("Det betyder, at ledelsen skal definere", KRAV),
    ("Sæt en tydelig ramme, og hav løbende dialog", ANBEFALING),
    ("Det betyder, at du som børne- og ungerådgiver bør:", ANBEFALING),
    ("Anbefalingerne til kvalitet i sagsbehandlingen kan med fordel læses", ANBEFALING),
    ("Du bør tidligt i forløbet og løbende have en dialog", ANBEFALING),
    ("Det er afgørende at opsøge faglig viden", ANBEFALING),
    ("Det er desuden vigtigt, at du løbende informerer", ANBEFALING),
    ("Der bør derfor skabes tid i forløbet", ANBEFALING),
    ("Afsøge barnets eller den unges ønsker til mødested.", ANBEFALING),
    ("For at understøtte, at mødet med rådgiver føles trygt", ANBEFALING),
    ("Tale med barnet eller den unge om, hvem du er, din funktion", ANBEFALING),
    ("Dette bør altid ske med udgangspunkt i gældende GDPR-regler.", ANBEFALING),
    ("Spørge om, hvilke konkrete voksne barnet eller den unge ønsker skal deltage", ANBEFALING),
    ("I dialogen med forældrene kan du med fordel have opmærksomhed", ANBEFALING),
    ("Ifølge Laura Lundy er det centralt for reel inddragelse", ANBEFALING),
    ("Hvorfor I mødes, og hvad der skal ske bagefter.", ANBEFALING),
    ("I den type sager bør du søge faglig sparring", ANBEFALING),
    ("Etablere en fælles forståelse af, at barnet eller den unge skal inddrages", ANBEFALING),
    ("Vurdere, om underretter skal kontaktes", ANBEFALING),
    ("Det betyder, at udtalelser, statusser og øvrige oplysninger derfor ikke bør", ANBEFALING),
    ("Have blik for, hvad barnet eller den unge og forældrene oplever", ANBEFALING),
    ("Lade barnet eller den unge selv komme med forslag til målene.", ANBEFALING),
    ("Formulere mål, der konkret beskriver, hvad det er for en forandring", ANBEFALING),
    ("Aftale hyppigheden af opfølgningerne, som skal foretages løbende", ANBEFALING),
    ("Vurdere, hvorvidt der skal udarbejdes en barnets plan eller ungeplan, og du bør", ANBEFALING),
    ("Hvordan rollefordelingen bør være.", ANBEFALING),
    ("Det anbefales, at der foretages opfølgning på samme tid", ANBEFALING),
    ("Som led i opfølgingsmøder bør der derfor altid", ANBEFALING),
    ("Vi anbefaler, at børne- og ungerådgerne inddrages", ANBEFALING),
    ("Hvornår skal aktiviteten ske, ud fra en socialfaglig", ANBEFALING),
    ("Anbefalingerne skal bidrage til at styrke kvaliteten", None),
    ("Samtidig gør de relativt få proceskrav", None),
    ("Det er afgørende for barnets, den unges og forældrenes retssikkerhed", None),
    ("Inddragelse er et mindset, som børne- og ungerådgiveren skal have", None),
    ("Barnet eller den unge har ret til omsorg", None),
    ("Barnets eller den unges alder, modenhed, kommunikative kompetencer", None),
    ("Barnets eller den unges blotte tilstedeværelse er dog ikke", None),
    ("Det kan eksempelvis være derhjemme", None),
    ("Barnets eller den unges perspektiv er desuden vigtigt i din vurdering", None),
    ("Hvis barnet eller den unge i forbindelse med hjemgivelse skal skifte dagtilbud", None),
    ("Undervejs i din udredning kan du afdække", None),
    ("Faglig udredning skal forstås som", None),
    ("Det handler både om, at der ikke skal gå for lang tid", None),
    ("Som faglig leder er det din opgave at definere, hvilken systematik", None),
    ("Fælles er, at støtten så vidt muligt skal medvirke", None),
    ("De udadrettede værdier handler om, hvordan børn, unge og forældre skal", None),
    ("Det kan handle om at definere, hvordan en overordnet kommunal værdi", None),
    ("Ledelsestilsyn bidrager til kontrol", None),
    ("Der er ikke formkrav til barnets plan.", None),
]


@pytest.fixture(scope="module")
def sentences(main_publication: Publication) -> list[Sentence]:
    answers = [chain[-1] for chain in main_publication.walk() if chain[-1].kind is not SectionKind.FRONT]
    return [sentence for section in answers for part in section.paragraphs for sentence in part.sentences]


@pytest.mark.parametrize(("beginning", "modality"), REAL)
def test_real_sentence(sentences: list[Sentence], beginning: str, modality: Modality | None) -> None:
    assert {one.modality for one in sentences if one.text.startswith(beginning)} == {modality}


def test_every_recommendation_is_an_anbefaling(main_publication: Publication) -> None:
    recommendations = [chain[-1] for chain in main_publication.walk() if chain[-1].kind is SectionKind.RECOMMENDATION]
    stated = [section.sections[0].paragraphs[0].sentences for section in recommendations]
    assert [[sentence.modality for sentence in one] for one in stated] == [[ANBEFALING]] * 18
