import type { ToldSettingsMessages } from './load.ts';

export const messages: ToldSettingsMessages = {
  'told.settings.mapsNoFieldWithA': '{connection} har inget fält med riktning: koppla minst ett fält för en aktörtyp.',
  'told.settings.theCrmFieldIsAlready':
    '{connection}, {actor}: CRM-fältet {field} skrivs redan av {other}. Låt båda gå åt båda håll, eller låt bara den ena skriva.',
  'told.settings.thereIsAnApplicationWith': 'Det finns redan en applikation med klient-ID {id}.',
  'told.settings.isTheApplicationOfThe':
    '{name} är applikationen för Sync Connector {connector}. Ta bort den först eller gör applikationen inaktiv.',
  'told.settings.theLastDayOfThe': 'Nyckelns sista dag är före den första. Rätta en av dem.',
  'told.settings.hasThisKeyAlreadyRemove': '{name} har redan den här nyckeln. Ta bort den först för att ändra dagarna.',
  'told.settings.hasNoSuchKeyAny': '{name} har inte längre den nyckeln. Läs in listan igen.',
  'told.settings.thereIsNoApplicationLoad': 'Det finns ingen applikation {id}. Läs in listan igen.',
  'told.settings.aClientIdHasAt': 'Ett klient-ID har högst 100 tecken och inte blanksteg, /, ? eller #.',
  'told.settings.anApplicationNeedsAName': 'En applikation behöver ett namn på högst 200 tecken.',
  'told.settings.thisIsNoAddressOf':
    'Detta är ingen adress till en tjänst: skriv den som https://HOST/ErpConnectorWS.svc.',
  'told.settings.wasDeletedJustNowLook': '{name} togs bort just nu. Titta på listan igen.',
  'told.settings.thereIsNoConnectorLook': 'Det finns ingen Sync Connector {id}. Titta på listan igen.',
  'told.settings.theConnectorHasNoName': 'Sync Connector saknar namn. Ge den ett.',
  'told.settings.theConnectorNeedsAUrl': 'Sync Connector {name} behöver en URL på högst {most} tecken.',
  'told.settings.thereIsAConnectorAlready': 'Det finns redan en Sync Connector {name}. Välj ett annat namn.',
  'told.settings.hasTheConnectionDeleteIt':
    '{name} har kopplingen {connections}. Ta bort den först, sedan Sync Connector.',
  'told.settings.hasConnectionsDeleteThemFirst':
    '{name} har {number} kopplingar: {connections}. Ta bort dem först, sedan Sync Connector.',
  'told.settings.theListBelongsToA': 'Listan {name} hör till ett fast fält och blir kvar. Dölj objekt i stället.',
  'told.settings.theListIsUsedBy': 'Listan {name} används av {users}. Välj en annan lista där först.',
  'told.settings.recordsHoldItemsOfThe': 'Poster använder objekt i listan {name}. Dölj objekten i stället.',
  'told.settings.theListHasNoItem': 'Listan {name} har inget objekt {item}. Läs in listan igen.',
  'told.settings.thereIsNoListLoad': 'Det finns ingen lista {name}. Läs in listorna igen.',
  'told.settings.theListHasAnItem': 'Listan {name} har redan objektet {item}. Välj ett annat namn.',
  'told.settings.itNeedsANameThe': 'Det behöver ett namn. Namnet visas på alla språk som inte har ett eget.',
  'told.settings.aNameHasAtMost': 'Ett namn har högst {most} tecken. Förkorta det.',
  'told.settings.aNameCannotHoldA':
    'Ett namn kan inte ha ett citattecken följt av ett semikolon. Skriv det på annat sätt.',
  'told.settings.thereIsNoGroupLoad': 'Det finns ingen grupp {id}. Läs in listan över grupper igen.',
  'told.settings.thereIsNoGroupReload': 'Det finns ingen grupp {id}. Läs in listan igen.',
  'told.settings.thereIsNoGroupChoose': 'Det finns ingen grupp {id}. Välj en i listan.',
  'told.settings.thereIsAGroupAlready': 'Det finns redan en grupp {name}. Välj ett annat namn.',
  'told.settings.aGroupNeedsAName': 'En grupp behöver ett namn.',
  'told.settings.usersHoldALicenceMore':
    '{used} användare har licens, fler än {most}. Ta den från {over} av dem först.',
  'told.settings.thePasswordIsTooShort':
    'Lösenordet är för kort eller för vanligt. Använd minst {least} tecken som inte är ett vanligt lösenord.',
  'told.settings.isNotActiveActivateThe': '{name} är inte aktiv. Aktivera användaren först och skapa sedan länken.',
  'told.settings.thisLinkIsNotValid':
    'Den här länken är inte giltig: den har använts, är för gammal eller så finns en nyare. Be en administratör om en ny länk.',
  'told.settings.youHaveNoPasswordHere': 'Du har inget lösenord här. Be en administratör om en länk för att välja ett.',
  'told.settings.tooManyWrongPasswordsWait': 'För många fel lösenord. Vänta några minuter och försök igen.',
  'told.settings.theOldPasswordIsWrong': 'Det gamla lösenordet är fel. Kontrollera det och försök igen.',
  'told.settings.thereIsNoUserLoad': 'Det finns ingen användare {id}. Läs in listan över användare igen.',
  'told.settings.thereIsNoUserReload': 'Det finns ingen användare {id}. Läs in listan igen.',
  'told.settings.thereIsNoUserChoose': 'Det finns ingen användare {id}. Välj en i listan.',
  'told.settings.thereIsAUserAlready': 'Det finns redan en användare {name}. Välj ett annat namn.',
  'told.settings.thisIsTheLastActive':
    'Detta är den sista aktiva administratören. Gör en annan användare till administratör först.',
  'told.settings.thisSessionIsOverAlready': 'Sessionen är redan avslutad. Läs in listan igen.',
  'told.settings.aTokenNeedsAName': 'En token behöver ett namn på högst {most} tecken: ange vad den är till för.',
  'told.settings.aTokenCannotDoMore': 'En token kan inte mer än sin ägare: inställningar är för administratörer.',
  'told.settings.theTokenWouldHaveExpired': 'Token skulle redan ha gått ut. Välj en senare dag.',
  'told.settings.youHaveATokenAlready': 'Du har redan en token {name}. Välj ett annat namn eller återkalla den.',
  'told.settings.thisTokenWasRevokedAlready': 'Den här token är redan återkallad. Läs in listan igen.',
  'told.settings.allLicencesOfThisSite':
    'Alla {most} licenser för installationen är upptagna. Ta en från en annan användare eller öka antalet under Licenser.',
  'told.settings.aUserNeedsAName': 'En användare behöver ett namn.',
  'told.settings.aUsersNameHasAt': 'Ett användarnamn har högst {most} tecken och inget kolon. Välj ett annat.',
  'told.settings.aFullNameHasAt': 'Ett fullständigt namn har högst {most} tecken. Förkorta det.',
  'told.settings.thisIsNoEMail':
    'Detta är ingen e-postadress. Skriv den som namn@foretag.example eller lämna fältet tomt.',
  'told.settings.theConnectorHasNoSuch': 'Sync Connector har inget sådant fält.',
  'told.settings.itMayNotBeBlank': 'Det får inte vara tomt.',
  'told.settings.atMostCharactersFitThis': 'Högst {most} tecken får plats, detta har {length}.',
  'told.settings.staysWithItsConnectorIts':
    '{connection} behåller sin Sync Connector: dess kopplade poster hör till det ERP-systemet. Skapa en ny koppling för en annan.',
  'told.settings.isActiveAndItsConfiguration':
    '{connection} är aktiv och konfigurationen kan bara ändras när den inte är det. Inaktivera den först.',
  'told.settings.thereIsNoCultureChoose': 'Det finns inget skrivsätt {culture}. Välj ett i listan.',
  'told.settings.thereIsNoConnectorChoose': 'Det finns ingen Sync Connector {id}. Välj en i listan.',
  'told.settings.theConnectorIsDeletedRestore': 'Sync Connector {name} är borttagen. Återskapa den först.',
  'told.settings.theConnectionHasNoName': 'Kopplingen saknar namn. Ge den ett.',
  'told.settings.thereIsAConnectionAlready': 'Det finns redan en koppling {name}. Välj ett annat namn.',
  'told.settings.somebodyElseChangedTheDefault':
    'Någon annan har ändrat standardvärdet för {name} under tiden. Inget har sparats. Titta på det som det är nu och spara igen.',
  'told.settings.canBeMandatoryOnlyWith':
    '{name} kan bara krävas med ett värde eller när användaren tillfrågas. Markera också en av dem.',
  'told.settings.theDefaultOfHasCharacters': 'Standardvärdet för {name} har {length} tecken; {most} får plats.',
  'told.settings.theDefaultOfTheErp':
    'Standardvärdet för {name}: ERP-listan {list} har inget objekt {item}. Välj ett i listan.',
  'told.settings.isNotMappedToA': '{name} är inte kopplat till en lista i CRM. Koppla det först.',
  'told.settings.standsTwiceInThePairs': '{item} står två gånger i paren. Ange varje objekt en gång.',
  'told.settings.somebodyElseMappedOfMeanwhile':
    'Någon annan har kopplat {item} i {list} under tiden. Inget har sparats. Titta på det som det är nu och spara igen.',
  'told.settings.theCrmListHasNo': 'CRM-listan {list} har inget objekt {item}. Välj ett i listan.',
  'told.settings.isUsedForAndFor': '{name}: {item} används för {first} och för {second}. Använd varje objekt en gång.',
  'told.settings.theErpListHasNo': 'ERP-listan {list} har inget objekt {item}. Läs in listorna igen.',
  'told.settings.knowsNoFieldsOfUpdate':
    '{connection} känner inga fält för {actor}. Uppdatera fälten från ERP; inte alla ERP har den här typen.',
  'told.settings.thereIsNoErpField': 'Det finns inget ERP-fält {id}. Läs in kopplingen igen.',
  'told.settings.hasNoSuchField': '{actor} har inget sådant fält.',
  'told.settings.somebodyElseChangedMeanwhileNothing':
    'Någon annan har ändrat {name} under tiden. Inget har sparats. Titta på det som det är nu och spara igen.',
  'told.settings.itWasChangedMeanwhile': 'Det har ändrats under tiden.',
  'told.settings.theCrmHasNoField': 'CRM har inget fält {key}. Välj ett annat.',
  'told.settings.isMappedToAlreadyMap': '{field} är redan kopplat till {name}. Koppla varje CRM-fält en gång.',
  'told.settings.thereIsNoPreviewAsk': 'Det finns ingen förhandsvisning {id}. Be om den igen.',
  'told.settings.aConnectionStandsTwiceIn': 'En koppling står två gånger i ordningen. Ange varje en gång.',
  'told.settings.aFieldOfStandsTwice': 'Ett fält för {actor} står två gånger i ordningen. Ange varje en gång.',
  'told.settings.hasNoFieldLoadThe': '{actor} har inget fält {name}. Läs in listan igen.',
  'told.settings.thereIsNoSuchWebhook': 'Det finns ingen sådan webhook. Läs in listan igen.',
  'told.settings.thereIsAWebhookWith': 'Det finns redan en webhook med den här adressen. Ändra den.',
  'told.settings.thereIsAWebhookWithThis': 'Det finns redan en webhook med den här adressen.',
  'told.settings.thisMessageIsOnIts': 'Meddelandet är på väg, var ett test eller är borta. Läs in listan igen.',
  'told.settings.thisIsNotAnAddress': 'Detta är ingen adress. Börja den med https://.',
  'told.settings.itAnswered': 'Den svarade {status}.',
  'told.settings.itDidNotAnswerWithin': 'Den svarade inte inom {seconds} sekunder.',
  'told.settings.itCannotBeReached': 'Den kan inte nås{more}.',
  'told.settings.theSecretOfThisWebhook':
    'Webhookens hemlighet går inte att öppna. Ge den en ny och meddela mottagaren.',
  'told.settings.thisIsAPrivateKey':
    'Detta är en privat nyckel. Registrera den publika delen; den privata stannar där den signerar.',
  'told.settings.thisIsNoPublicKey':
    'Detta är ingen publik nyckel i PEM-form (den börjar med -----BEGIN PUBLIC KEY-----).',
  'told.settings.thisIsAKeyFor': 'Detta är en nyckel för {type}. RS256 kräver en RSA-nyckel.',
  'told.settings.thisRsaKeyHasBits': 'Den här RSA-nyckeln har {bits} bitar. Den måste ha {least} till {most}.',
  'told.settings.thereIsNoNextKey':
    'Det finns ingen nästa nyckel. Skapa en, registrera den i applikationerna och använd den sedan.',
  'told.settings.isActiveAndHowIt':
    '{connection} är aktiv och hur tal och datum läses kan bara ändras när den inte är det. Inaktivera den först.',
  'told.settings.isActiveAndItsTime':
    '{connection} är aktiv och tidszonen kan bara ändras när den inte är det. Inaktivera den först.',
  'told.settings.thisIsNoPrivateKey':
    'Detta är ingen privat nyckel i PEM-form utan lösenord (-----BEGIN PRIVATE KEY-----).',
};
