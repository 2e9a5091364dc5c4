import type { ToldSettingsMessages } from './load.ts';

export const messages: ToldSettingsMessages = {
  'told.settings.mapsNoFieldWithA':
    '{connection} heeft geen veld met een richting: wijs minstens één veld van één actor-type toe.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: het CRM-veld {field} wordt al door {other} geschreven. Laat beide in twee richtingen gaan, of laat er maar één schrijven.',
  'told.settings.thereIsAnApplicationWith': 'Er is al een toepassing met client-id {id}.',
  'told.settings.isTheApplicationOfThe':
    '{name} is de toepassing van Sync Connector {connector}. Verwijder die eerst, of maak de toepassing inactief.',
  'told.settings.theLastDayOfThe': 'De laatste dag van de sleutel ligt vóór de eerste. Corrigeer een van beide.',
  'told.settings.hasThisKeyAlreadyRemove':
    '{name} heeft deze sleutel al. Verwijder deze eerst om de dagen te wijzigen.',
  'told.settings.hasNoSuchKeyAny': '{name} heeft die sleutel niet meer. Laad de lijst opnieuw.',
  'told.settings.thereIsNoApplicationLoad': 'Er is geen toepassing {id}. Laad de lijst opnieuw.',
  'told.settings.aClientIdHasAt': 'Een client-id heeft hooguit 100 tekens en geen spatie, /, ? of #.',
  'told.settings.anApplicationNeedsAName': 'Een toepassing heeft een naam van hooguit 200 tekens nodig.',
  'told.settings.thisIsNoAddressOf':
    'Dit is geen adres van een service: schrijf het als https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} is zojuist verwijderd. Bekijk de lijst opnieuw.',
  'told.settings.thereIsNoConnectorLook': 'Er is geen Sync Connector {id}. Bekijk de lijst opnieuw.',
  'told.settings.theConnectorHasNoName': 'De Sync Connector heeft geen naam. Geef er een.',
  'told.settings.theConnectorNeedsAUrl': 'De Sync Connector {name} heeft een URL van hooguit {most} tekens nodig.',
  'told.settings.thereIsAConnectorAlready': 'Er is al een Sync Connector {name}. Kies een andere naam.',
  'told.settings.hasTheConnectionDeleteIt':
    '{name} heeft de verbinding {connections}. Verwijder die eerst, daarna de Sync Connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} heeft {number} verbindingen: {connections}. Verwijder die eerst, daarna de Sync Connector.',
  'told.settings.theListBelongsToA':
    'De lijst {name} hoort bij een vast veld en blijft. Verberg in plaats daarvan items.',
  'told.settings.theListIsUsedBy': 'De lijst {name} wordt gebruikt door {users}. Kies daar eerst een andere lijst.',
  'told.settings.recordsHoldItemsOfThe':
    'Records gebruiken items van de lijst {name}. Verberg de items in plaats daarvan.',
  'told.settings.theListHasNoItem': 'De lijst {name} heeft geen item {item}. Laad de lijst opnieuw.',
  'told.settings.thereIsNoListLoad': 'Er is geen lijst {name}. Laad de lijsten opnieuw.',
  'told.settings.theListHasAnItem': 'De lijst {name} heeft al een item {item}. Kies een andere naam.',
  'told.settings.itNeedsANameThe': 'Het heeft een naam nodig. Die wordt getoond in elke taal zonder eigen naam.',
  'told.settings.aNameHasAtMost': 'Een naam heeft hooguit {most} tekens. Kort deze in.',
  'told.settings.aNameCannotHoldA':
    'Een naam mag geen aanhalingsteken gevolgd door een puntkomma bevatten. Schrijf het anders.',
  'told.settings.thereIsNoGroupLoad': 'Er is geen groep {id}. Laad de lijst met groepen opnieuw.',
  'told.settings.thereIsNoGroupReload': 'Er is geen groep {id}. Laad de lijst opnieuw.',
  'told.settings.thereIsNoGroupChoose': 'Er is geen groep {id}. Kies er een uit de lijst.',
  'told.settings.thereIsAGroupAlready': 'Er is al een groep {name}. Kies een andere naam.',
  'told.settings.aGroupNeedsAName': 'Een groep heeft een naam nodig.',
  'told.settings.usersHoldALicenceMore':
    '{used} gebruikers hebben een licentie, meer dan {most}. Neem die eerst van {over} van hen af.',
  'told.settings.thePasswordIsTooShort':
    'Het wachtwoord is te kort of te gangbaar. Gebruik minstens {least} tekens die geen gangbaar wachtwoord zijn.',
  'told.settings.isNotActiveActivateThe': '{name} is niet actief. Activeer eerst de gebruiker en maak dan de link.',
  'told.settings.thisLinkIsNotValid':
    'Deze link is niet geldig: hij is gebruikt, te oud, of er is een nieuwere gemaakt. Vraag een beheerder om een nieuwe link.',
  'told.settings.youHaveNoPasswordHere':
    'U hebt hier geen wachtwoord. Vraag een beheerder om een link om er een te kiezen.',
  'told.settings.tooManyWrongPasswordsWait':
    'Te veel verkeerde wachtwoorden. Wacht een paar minuten en probeer het opnieuw.',
  'told.settings.theOldPasswordIsWrong': 'Het oude wachtwoord is onjuist. Controleer het en probeer het opnieuw.',
  'told.settings.thereIsNoUserLoad': 'Er is geen gebruiker {id}. Laad de lijst met gebruikers opnieuw.',
  'told.settings.thereIsNoUserReload': 'Er is geen gebruiker {id}. Laad de lijst opnieuw.',
  'told.settings.thereIsNoUserChoose': 'Er is geen gebruiker {id}. Kies er een uit de lijst.',
  'told.settings.thereIsAUserAlready': 'Er is al een gebruiker {name}. Kies een andere naam.',
  'told.settings.thisIsTheLastActive':
    'Dit is de laatste actieve beheerder. Maak eerst een andere gebruiker beheerder.',
  'told.settings.thisSessionIsOverAlready': 'Deze sessie is al beëindigd. Laad de lijst opnieuw.',
  'told.settings.aTokenNeedsAName':
    'Een token heeft een naam van hooguit {most} tekens nodig: geef aan waarvoor het is.',
  'told.settings.aTokenCannotDoMore': 'Een token kan niet meer dan de eigenaar: instellingen zijn voor beheerders.',
  'told.settings.theTokenWouldHaveExpired': 'Het token zou al verlopen zijn. Kies een latere dag.',
  'told.settings.youHaveATokenAlready': 'U hebt al een token {name}. Kies een andere naam, of trek dat in.',
  'told.settings.thisTokenWasRevokedAlready': 'Dit token is al ingetrokken. Laad de lijst opnieuw.',
  'told.settings.allLicencesOfThisSite':
    'Alle {most} licenties van deze installatie zijn in gebruik. Neem er een van een andere gebruiker af, of verhoog het aantal onder Licenties.',
  'told.settings.aUserNeedsAName': 'Een gebruiker heeft een naam nodig.',
  'told.settings.aUsersNameHasAt':
    'Een gebruikersnaam heeft hooguit {most} tekens en geen dubbele punt. Kies een andere.',
  'told.settings.aFullNameHasAt': 'Een volledige naam heeft hooguit {most} tekens. Kort deze in.',
  'told.settings.thisIsNoEMail': 'Dit is geen e-mailadres. Schrijf het als naam@bedrijf.example, of laat het leeg.',
  'told.settings.theConnectorHasNoSuch': "De Sync Connector heeft zo'n veld niet.",
  'told.settings.itMayNotBeBlank': 'Het mag niet leeg zijn.',
  'told.settings.atMostCharactersFitThis': 'Er passen hooguit {most} tekens, dit heeft er {length}.',
  'told.settings.staysWithItsConnectorIts':
    '{connection} blijft bij de eigen Sync Connector: de verbonden records horen bij dat ERP. Maak voor een andere een nieuwe verbinding.',
  'told.settings.isActiveAndItsConfiguration':
    '{connection} is actief, en de configuratie kan alleen worden gewijzigd als dat niet zo is. Deactiveer deze eerst.',
  'told.settings.thereIsNoCultureChoose': 'Er is geen schrijfwijze {culture}. Kies er een uit de lijst.',
  'told.settings.thereIsNoConnectorChoose': 'Er is geen Sync Connector {id}. Kies er een uit de lijst.',
  'told.settings.theConnectorIsDeletedRestore': 'De Sync Connector {name} is verwijderd. Herstel deze eerst.',
  'told.settings.theConnectionHasNoName': 'De verbinding heeft geen naam. Geef er een.',
  'told.settings.thereIsAConnectionAlready': 'Er is al een verbinding {name}. Kies een andere naam.',
  'told.settings.somebodyElseChangedTheDefault':
    'Iemand anders heeft intussen de standaardwaarde van {name} gewijzigd. Er is niets opgeslagen. Bekijk hoe die nu is en sla opnieuw op.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} kan alleen verplicht zijn met een waarde, of als de gebruiker erom wordt gevraagd. Vink ook een van beide aan.',
  'told.settings.theDefaultOfHasCharacters':
    'De standaardwaarde van {name} heeft {length} tekens; er passen er {most}.',
  'told.settings.theDefaultOfTheErp':
    'De standaardwaarde van {name}: de ERP-lijst {list} heeft geen item {item}. Kies er een uit de lijst.',
  'told.settings.isNotMappedToA': '{name} is niet aan een lijst van het CRM toegewezen. Wijs het eerst toe.',
  'told.settings.standsTwiceInThePairs': '{item} staat twee keer in de paren. Noem elk item één keer.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'Iemand anders heeft intussen {item} van {list} toegewezen. Er is niets opgeslagen. Bekijk hoe het nu is en sla opnieuw op.',
  'told.settings.theCrmListHasNo': 'De CRM-lijst {list} heeft geen item {item}. Kies er een uit de lijst.',
  'told.settings.isUsedForAndFor':
    '{name}: {item} wordt gebruikt voor {first} en voor {second}. Gebruik elk item één keer.',
  'told.settings.theErpListHasNo': 'De ERP-lijst {list} heeft geen item {item}. Laad de lijsten opnieuw.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} kent geen velden van {actor}. Vernieuw de velden vanuit het ERP; niet elk ERP heeft dit type.',
  'told.settings.thereIsNoErpField': 'Er is geen ERP-veld {id}. Laad de toewijzing opnieuw.',
  'told.settings.hasNoSuchField': "{actor} heeft zo'n veld niet.",
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'Iemand anders heeft {name} intussen gewijzigd. Er is niets opgeslagen. Bekijk hoe het nu is en sla opnieuw op.',
  'told.settings.itWasChangedMeanwhile': 'Het is intussen gewijzigd.',
  'told.settings.theCrmHasNoField': 'Het CRM heeft geen veld {key}. Kies een ander.',
  'told.settings.isMappedToAlreadyMap': '{field} is al toegewezen aan {name}. Wijs elk CRM-veld één keer toe.',
  'told.settings.thereIsNoPreviewAsk': 'Er is geen voorbeeld {id}. Vraag het opnieuw aan.',
  'told.settings.aConnectionStandsTwiceIn': 'Een verbinding staat twee keer in de volgorde. Noem elke één keer.',
  'told.settings.aFieldOfStandsTwice': 'Een veld van {actor} staat twee keer in de volgorde. Noem elk één keer.',
  'told.settings.hasNoFieldLoadThe': '{actor} heeft geen veld {name}. Laad de lijst opnieuw.',
  'told.settings.thereIsNoSuchWebhook': "Er is niet zo'n webhook. Laad de lijst opnieuw.",
  'told.settings.thereIsAWebhookWith': 'Er is al een webhook met dit adres. Wijzig die.',
  'told.settings.thereIsAWebhookWithThis': 'Er is al een webhook met dit adres.',
  'told.settings.thisMessageIsOnIts': 'Dit bericht is onderweg, was een test of is weg. Laad de lijst opnieuw.',
  'told.settings.thisIsNotAnAddress': 'Dit is geen adres. Begin het met https://.',
  'told.settings.itAnswered': 'Het antwoord was {status}.',
  'told.settings.itDidNotAnswerWithin': 'Er kwam geen antwoord binnen {seconds} seconden.',
  'told.settings.itCannotBeReached': 'Het adres is niet bereikbaar{more}.',
  'told.settings.theSecretOfThisWebhook':
    'Het geheim van deze webhook kan niet worden geopend. Geef een nieuw en meld het aan de ontvanger.',
  'told.settings.thisIsAPrivateKey':
    'Dit is een privésleutel. Registreer het publieke deel; het privédeel blijft waar het ondertekent.',
  'told.settings.thisIsNoPublicKey':
    'Dit is geen publieke sleutel in PEM-vorm (die begint met -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'Dit is een sleutel voor {type}. RS256 vereist een RSA-sleutel.',
  'told.settings.thisRsaKeyHasBits': 'Deze RSA-sleutel heeft {bits} bits. Het moeten er {least} tot {most} zijn.',
  'told.settings.thereIsNoNextKey':
    'Er is geen volgende sleutel. Maak er een, registreer deze bij de toepassingen en gebruik deze dan.',
  'told.settings.isActiveAndHowIt':
    '{connection} is actief, en hoe getallen en datums worden gelezen, kan alleen worden gewijzigd als dat niet zo is. Deactiveer deze eerst.',
  'told.settings.isActiveAndItsTime':
    '{connection} is actief, en de tijdzone kan alleen worden gewijzigd als dat niet zo is. Deactiveer deze eerst.',
  'told.settings.thisIsNoPrivateKey':
    'Dit is geen privésleutel in PEM-vorm zonder wachtwoord (-----BEGIN PRIVATE KEY-----).',
};
