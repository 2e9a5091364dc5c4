import type { ToldServiceMessages } from './load.ts';

export const messages: ToldServiceMessages = {
  'told.service.tryAgainInAWhile': 'Försök igen om en stund.',
  'told.service.readBeforeYouSendIt': 'Titta efter innan du skickar igen: det kan ha hänt.',
  'told.service.somebodyElseHasChangedThe':
    'Någon annan har ändrat samma fält sedan du började. Inget har sparats. Välj vilka värden som ska gälla.',
  'told.service.itIsNow': 'Det är {value} nu.',
  'told.service.theSyncDidNotFinish': 'Synkroniseringen slutfördes inte.',
  'told.service.nameRowsOrAGroup': 'Välj rader eller en grupp.',
  'told.service.itCouldNotBeCarried': 'Det kunde inte utföras.',
  'told.service.lookAtTheConnectionIn': 'Titta på kopplingen i synköversikten, rätta det som står där och försök igen.',
  'told.service.thereIsNoOrIt': '{kind} {id} finns inte eller har tagits bort. Sök igen.',
  'told.service.aHasNo': '{kind} saknar fältet {field}.',
  'told.service.conflictIsNotOpenAny': 'Konflikt {id} är inte längre öppen. Titta på listan igen.',
  'told.service.connectionIsNotOpenTo':
    'Koppling {id} är inte öppen för {who}. Be en administratör öppna den för dig eller en av dina grupper, under Synlighet.',
  'told.service.isNotActiveAnAdministrator':
    '{connection} är inte aktiv. En administratör kan aktivera den under Inställningar och underhåll.',
  'told.service.isNotActiveActivateIt':
    '{connection} är inte aktiv. Aktivera den först under Inställningar och underhåll.',
  'told.service.isNotActiveActivateItFirst':
    '{connection} är inte aktiv. Aktivera den först, i inställningsfilen eller under Inställningar och underhåll.',
  'told.service.theConnectionIsNotActive':
    'Kopplingen {connection} är inte aktiv, så inget kan återställas. Aktivera den först.',
  'told.service.isNotActiveNothingIs':
    '{connection} är inte aktiv: inget jämförs förrän den är det. Spara och aktivera den sedan.',
  'told.service.noConnectionIsActiveActivate':
    'Ingen koppling är aktiv. Aktivera en under Inställningar och underhåll.',
  'told.service.noConnectionIsActiveSet': 'Ingen koppling är aktiv. Skapa en under Inställningar och underhåll.',
  'told.service.theErpDidNotLink': 'ERP kopplade inte posten.',
  'told.service.sayWhichRecordOfThe': 'Ange vilken post i ERP: nyckeln är tom.',
  'told.service.theIsConnectedToOn':
    '{kind} {id} är redan kopplad till {actor} {key} i {connection}. Koppla från först.',
  'told.service.ofIsConnectedToThe':
    '{actor} {key} i {connection} är redan kopplad till {kind} {id}. Koppla från den först.',
  'told.service.theDidNotHappen': 'Detta hände inte: {what}.',
  'told.service.itGoesOnByItself': '{why} Det fortsätter av sig självt: skicka det inte igen; titta på posten senare.',
  'told.service.cannotBeWrittenInThe': '{name} kan inte skrivas i ERP. Utelämna det.',
  'told.service.isNotFilledInOn':
    '{name} fylls inte i när posten skapas. En administratör kan koppla det, ge det ett standardvärde eller låta användaren tillfrågas.',
  'told.service.takesAtMostCharactersThis': '{name} rymmer högst {most} tecken, detta har {length}. Förkorta det.',
  'told.service.aPersonCanBeConnected':
    'En kontakt kan kopplas när företaget är kopplat i {connection}. Koppla företaget först.',
  'told.service.isNotAValueOf': '{connection} {name}: {value} är inget värde för det fältet.',
  'told.service.isNotAValueOfThis': '{value} är inget värde för det här fältet.',
  'told.service.itIsStillUnderWay':
    'Det är fortfarande på väg (begäran {id}) och fortsätter av sig självt: ERP tar lång tid på sig. Skicka det inte igen; titta på posten senare.',
  'told.service.noneOfTheseRecordsIs':
    'Ingen av dessa poster är kopplad där. Kontrollera nycklarna eller utelämna dem för alla poster.',
  'told.service.isNoFieldOfSort': '{field} är inget fält för {actor}. Sortera efter ett av fälten.',
  'told.service.moreThanActorsOfWere': 'Fler än {most} aktörer i {connection} hittades. Begränsa sökningen.',
  'told.service.thereIsNoConnectionLook': 'Det finns ingen koppling {id}. Titta på listan igen.',
  'told.service.thereIsNoConnectionLookAt': 'Det finns ingen koppling {id}. Titta på listan över kopplingar igen.',
  'told.service.connectionDoesNotExistAny': 'Koppling {id} finns inte längre. Läs in listan över kopplingar igen.',
  'told.service.sayWhoseValueStandsThe': 'Ange vilket värde som ska gälla: det i ERP eller det i CRM.',
  'told.service.nothingOfThatIsHeld': 'Inget av det är stoppat. Titta under Stoppade.',
  'told.service.automaticSyncIsOnTurn':
    'Automatisk synkronisering är på. Stäng av den under Inställningar och underhåll, Synk, och importera sedan.',
  'told.service.noRowIsTickedTick': 'Ingen rad är markerad. Markera dem som ska importeras.',
  'told.service.importIsBeginANew': 'Import {id} är {what}. Börja en ny.',
  'told.service.importIsUnderWayCancel': 'Import {id} pågår. Avbryt den först.',
  'told.service.isNotMappedToA': '{name} är inte längre kopplat till en lista. Förhandsgranska importen igen.',
  'told.service.importIsStillSearchingWait': 'Import {id} söker fortfarande. Vänta tills alla träffar finns.',
  'told.service.importWasCarriedOutAlready': 'Import {id} har redan utförts. Börja en ny.',
  'told.service.aCannotBeRecognisedBy': '{kind} kan inte kännas igen på {field}. Välj en av {fields}.',
  'told.service.isNoItemOfIts': '{name}: {item} finns inte i listan. Välj ett objekt i listan.',
  'told.service.bulkLinkingNeedsAField': 'Samlad koppling kräver ett fält: --by number.',
  'told.service.nameTheLinkByErp': 'Ange kopplingen med --erp KEY eller --crm ID.',
  'told.service.hasNoLinkForKobling':
    '{connection} har ingen koppling av {actor} för {key}. Synköversikten visar vad som är kopplat.',
  'told.service.theSiteHasNoErp':
    'Installationen har ingen ERP Sync-licens. En administratör kan slå på den under Inställningar och underhåll, Licenser.',
  'told.service.hasNoErpSyncLicence':
    '{who} har ingen ERP Sync-licens. Be en administratör ge dig licensen under Inställningar och underhåll, Licenser.',
  'told.service.planIsOfAskFor': 'Plan {id} gäller {connection}: be om den igen som en provkörning.',
  'told.service.thereIsNoPlanKobling': 'Det finns ingen plan {id}. Se listan under Planer.',
  'told.service.noFieldOfWaitsFor': 'Inget fält i {actor} väntar på en plan. Gör en ny plan under Planer.',
  'told.service.thereIsNoRequestIt': 'Det finns ingen begäran {id}. Den kan ha rensats bort; titta i loggen.',
  'told.service.noLinkWaitsBecauseOf': 'Ingen koppling {id} väntar på grund av nyckeln. Titta under Fel.',
  'told.service.thereIsNoOpenProposal': 'Det finns inget öppet förslag {id}. Titta under Fel.',
  'told.service.thereIsNoSelectionOr': 'Det finns inget urval {id}, eller så har det tagits bort. Läs in listan igen.',
  'told.service.aSelectionNeedsAName': 'Ett urval behöver ett namn. Skriv ett.',
  'told.service.theNameIsLongerThan': 'Namnet är längre än {most} tecken. Förkorta det.',
  'told.service.oneRecordIsSyncedAs':
    'En post synkroniseras som den är: utelämna --resync och --dry-run, eller utelämna posten.',
  'told.service.theIsLinkedOnNo': '{kind} {id} är inte kopplad i någon aktiv koppling. Koppla först.',
  'told.service.thereIsNoRunKobling': 'Det finns ingen körning {id}. Synkroniseringsloggen visar körningarna.',
  'told.service.thereIsNoMappingChange': 'Det finns ingen ändring {id} av fältkopplingar. Titta under Ångra.',
  'told.service.theSyncHasWrittenNothing': 'Synkroniseringen har inte skrivit något till eller från {kind} {id}.',
  'told.service.severalConnectionsWroteTheName': 'Flera kopplingar har skrivit {kind} {id}. Välj en av dem: {names}.',
  'told.service.thereIsNoUndoWith': 'Det finns ingen ångring med begäran {id}, eller så har den inte börjat ännu.',
  'told.service.thereIsNoKoblingCrm': '{kind} {id} finns inte ({same}). Sök igen.',
  'told.service.noConnectionMapsSuchRecords': 'Ingen koppling omfattar sådana poster.',
  'told.service.syncedAre': 'Synkroniseras: {names}.',
  'told.service.thereIsNoActiveConnection':
    'Det finns ingen aktiv koppling att jämföra. Aktivera en under Inställningar eller i inställningsfilen.',
  'told.service.auditIsNotTheNewest': 'Jämförelse {id} är inte den senaste för kopplingen. Titta på den senaste.',
  'told.service.theNewestAuditFoundNothing': 'Den senaste jämförelsen hittade inga skillnader. Jämför igen.',
  'told.service.thisHubDoesNotAnswer': 'Den här hubben svarar inte under det värdnamnet.',
  'told.service.openItByTheAddress': 'Öppna den på adressen den skrev ut vid start, eller ange `host` i operator.yaml.',
  'told.service.theRequestCameFromA': 'Begäran kom från en sida på en annan webbplats.',
  'told.service.openTheHubsOwnPage': 'Öppna hubbens egen sida och gör det där.',
  'told.service.thereIsNothingAtThis': 'Det finns inget på den här adressen.',
  'told.service.checkTheAddressTheHubs': 'Kontrollera adressen; hubbens egna sidor frågar aldrig efter den.',
  'told.service.theRequestDidNotArrive': 'Begäran kom inte fram i tid.',
  'told.service.sendItAgainAsA': 'Skicka den igen i sin helhet.',
  'told.service.thisMustNotBeBlank': 'Detta får inte vara tomt. Fyll i det.',
  'told.service.thisNeedsAtLeast': 'Detta behöver minst {least} tecken. Skriv mer.',
  'told.service.thisTakesAtMost': 'Här ryms högst {most} tecken. Förkorta det.',
  'told.service.nothingIsChosen': 'Inget är valt. Välj minst en.',
  'told.service.theseAreMoreThan': 'Detta är fler än {most}. Välj färre.',
  'told.service.thisIsAtLeast': 'Detta är minst {least}. Skriv ett större tal.',
  'told.service.thisIsAtMost': 'Detta är högst {most}. Skriv ett mindre tal.',
  'told.service.thisIsNotWrittenAs': 'Detta är inte skrivet som det ska. Rätta det.',
  'told.service.thisCannotBeTaken': 'Detta kan inte användas. Välj eller skriv ett annat värde.',
  'told.service.mayNotCreateRecordsIn':
    '{who} får inte skapa poster i {connection}. Be en administratör ge den rättigheten till dig eller en av dina grupper, under Synlighet.',
  'told.service.mayNotConnectRecordsOn':
    '{who} får inte koppla poster i {connection}. Be en administratör ge den rättigheten till dig eller en av dina grupper, under Synlighet.',
};
