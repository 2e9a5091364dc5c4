import type { ToldConnectorMessages } from './load.ts';

export const messages: ToldConnectorMessages = {
  'told.connector.askTheOperatorToList': 'Vraag de operator om het in operator.yaml onder egress.allowed op te nemen.',
  'told.connector.addressesCannotBeCalledUse':
    'Adressen met {protocol} kunnen niet worden aangeroepen; gebruik http of https.',
  'told.connector.aNameOrPasswordInside':
    'Een naam of wachtwoord in een adres is niet toegestaan; gebruik de velden van de verbinding.',
  'told.connector.theHostPortIsNot': 'De host {host}, poort {port}, is niet toegestaan. {why}',
  'told.connector.theAddressPortIsNot': 'Het adres {address}, poort {port}, is niet toegestaan. {why}',
  'told.connector.isNeverCalledItIs':
    '{address} wordt nooit aangeroepen: het is link-local, multicast, gereserveerd, een tunnel of een metadataservice.',
  'told.connector.theNameHasNoAddress': 'De naam {name} heeft geen adres.',
  'told.connector.aPathIsNeededGive': 'Er is een pad nodig. Geef het pad van het bestand onder de bestandenmap op.',
  'told.connector.thereIsNoFilePut': 'Er is geen bestand "{file}"{whatNear}. Zet het daar, of corrigeer het pad.',
  'told.connector.cannotBeReachedGiveThe':
    '"{file}" is niet bereikbaar: {why}. Geef de gebruiker van de hub leesrechten.',
  'told.connector.liesOutsideOfTheFolders':
    '"{file}" ligt buiten de mappen die connectors mogen bereiken. Verplaats het bestand naar een ervan, of vraag de operator om de map in operator.yaml onder files.allowed op te nemen.',
  'told.connector.noApplicationIsRegisteredUnder':
    'Er is geen toepassing met client-id {id} geregistreerd. Voeg deze toe onder Geregistreerde toepassingen.',
  'told.connector.theApplicationIsRegisteredAs':
    'De toepassing {name} is als inactief geregistreerd en wordt dus niet aangeroepen. Maak deze actief.',
  'told.connector.theApplicationHasTheAddress':
    'De toepassing {name} heeft het adres {address}, dat niet van een service is. Schrijf het als https://HOST/ErpConnectorWS.svc.',
  'told.connector.theConnectorFailedUnexpectedlyTell':
    'De Sync Connector {name} is onverwacht mislukt. Meld de maker wat het logboek van de hub zegt.',
  'told.connector.thereIsNoConnectorInstalled': 'Er is geen Sync Connector {name}. Geïnstalleerd: {names}.',
  'told.connector.isNotTheAddressOf':
    '"{url}" is geen adres van een Sync Connector. Schrijf het als plugin://NAME, https://HOST/ErpConnectorWS.svc?ConnectorName=NAME of app://CLIENT_ID. Geïnstalleerd: {names}.',
  'told.connector.wasAnsweredWithoutAResult':
    '{operation} is zonder resultaat beantwoord. Controleer of het adres van een Sync Connector is.',
  'told.connector.wasAnsweredButTheAnswer': '{operation} is beantwoord, maar het antwoord zegt niet of het goed ging.',
  'told.connector.correctTheValue': '{name}: {why} Corrigeer de waarde.',
  'told.connector.wasAnsweredWithAWeb':
    '{operation} is beantwoord met een webpagina (HTTP {status}) in plaats van een bericht. Controleer het adres en wat ertussen zit.',
  'told.connector.theConnectorsServerSays': '{operation}: de server van de Sync Connector zegt {what}.',
  'told.connector.wasAnsweredInPartsMtom':
    '{operation} is in delen (MTOM) beantwoord, wat het protocol niet gebruikt. Zet dat uit in de service.',
  'told.connector.wasAnsweredWithWithoutA':
    '{operation} is beantwoord met {answer} zonder resultaat: de service is mogelijk gewijzigd. Test het adres opnieuw.',
  'told.connector.wasAnsweredButUnderHttp': '{operation} is beantwoord, maar met HTTP {status}.',
  'told.connector.theConnectorDidNotUnderstand':
    'De Sync Connector begreep {operation} niet ({what}). Test het adres opnieuw, zodat het contract opnieuw wordt gelezen.',
  'told.connector.theConnectorSays': 'De Sync Connector zegt {what}.',
  'told.connector.theConnectorRefusedAndGave': 'De Sync Connector weigerde zonder reden.',
  'told.connector.theConnectorHasNoTest':
    'De Sync Connector heeft geen {operation}. Test het adres opnieuw nadat deze is bijgewerkt.',
  'told.connector.theConnectorHasChangedIts':
    'De Sync Connector heeft het contract gewijzigd ({what}); vanaf nu geldt het nieuwe.',
  'told.connector.theConnectorSaysThatIt':
    'De Sync Connector zegt dat {actor} is gemaakt, maar het antwoord bevat {what}.',
  'told.connector.aValueHoldsTheCharacter': 'Een waarde bevat het teken {character}, dat geen XML-bericht kan dragen.',
  'told.connector.theConnectorOfHasNo':
    'De Sync Connector van {name} heeft geen Authenticate in het contract en kan dus niet bewijzen wie hij is. Test het adres opnieuw nadat deze is bijgewerkt.',
  'told.connector.theApplicationHasNoPublic':
    'De toepassing {name} heeft geen publieke sleutel die vandaag geldig is. Registreer de huidige sleutel onder Geregistreerde toepassingen.',
  'told.connector.theConnectorDoesNotLet':
    'De Sync Connector laat deze hub niet toe: {why}. Controleer of hij de publieke sleutel van de hub kent en of beide klokken goed lopen.',
  'told.connector.whatAnswersForTheApplication':
    'Wat voor de toepassing {name} antwoordt, bewees niet dat het die toepassing is: {why}. Er is niets verzonden. Controleer het adres en de geregistreerde publieke sleutels.',
  'told.connector.theServerAnswersWithHttp': 'De server antwoordt {status} met HTTP {code}.',
  'told.connector.theWsdlDescribesAnotherService':
    'De WSDL beschrijft een andere service: geen van de bewerkingen van een Sync Connector (WSGetConfigData, WSGetActors …) staat erin.',
  'told.connector.giveTheWsdlAsOne': "Geef de WSDL als één bestand (?singleWsdl), met de schema's erin.",
  'told.connector.theServicePublishesNoWsdl': 'De service publiceert geen WSDL; de opgegeven WSDL wordt gebruikt.',
  'told.connector.thereIsNoListUse': 'Er is geen lijst {list}. Gebruik een lijst die een veld noemt.',
  'told.connector.thisErpHasNoUse': 'Dit ERP heeft geen {actor}. Gebruik een van de ondersteunde actor-types.',
  'told.connector.wasCutShortByThe': '{what} is afgebroken. Probeer het opnieuw.',
  'told.connector.anotherWorkerHasTakenOver':
    'Een andere worker heeft deze verbinding overgenomen. Er is niets geschreven.',
  'told.connector.isNotAFieldOf': '{name} is geen veld van deze actor. Laat het weg.',
  'told.connector.isReadOnlyInThe': '{name} is in het ERP alleen-lezen. Laat het weg.',
  'told.connector.theListHasNoItem': '{name}: de lijst {list} heeft geen item "{item}". Kies een van de sleutels.',
  'told.connector.aBelongsToACreate': '{actor} hoort bij {parent}. Maak met de sleutel van {parent}.',
  'told.connector.aCannotBelongToA': '{actor} kan niet bij {parent} horen. Toegestaan: {parents}.',
  'told.connector.thereIsNoToBelong': 'Er is geen {actor} {key} om bij te horen. Verbind die eerst.',
  'told.connector.theDataKeyOfConnection':
    'De datasleutel van verbinding {connection} kan niet worden geopend: die is gewijzigd of hoort bij een andere verbinding. Herstel deze uit een back-up, of voer de wachtwoorden van de verbinding opnieuw in.',
  'told.connector.theStoredValueOfDoes':
    'De opgeslagen waarde van "{name}" kan niet worden geopend: die is gewijzigd of komt van een andere verbinding. Voer deze opnieuw in bij de configuratie van de verbinding.',
  'told.connector.aFieldHoldsMakeIt': 'Een veld bevat {what}. Maak er tekst, een getal of een ja/nee-waarde van.',
  'told.connector.wasCreatedButIsNot': '{actor} {key} is gemaakt, maar niet te vinden.',
  'told.connector.thereIsNoLinkThe': 'Er is geen {actor} {key}. Verbind het record met een ander, of maak het.',
  'told.connector.wasNotWrittenTheCaller': '{name} is niet geschreven: het is afgebroken. Probeer het opnieuw.',
  'told.connector.itDoesNotLetTheHub':
    '{operation}: de server van de Sync Connector zegt {what}. Hij laat de hub niet toe: controleer de naam en het wachtwoord in de verbinding, en het adres.',
};
