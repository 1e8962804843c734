import { messagesOf } from '../../base/messages.js';

/** What the elements of transfers and the actions on them are called where people read them. */
export const transferLabels = messagesOf({
  'transfer_part.personIds': [
    'File of a transfer',
    'Fil fra en overføring',
    'Fil från en överföring',
    'Siirron tiedosto',
    'Edastuse fail',
    'Bestand van een overdracht',
  ],
  'transfer_part.categories': [
    'Kinds of data in the file of a transfer',
    'Typer opplysninger i filen fra en overføring',
    'Slag av uppgifter i filen från en överföring',
    'Siirron tiedoston tietolajit',
    'Andmete liigid edastuse failis',
    'Soorten gegevens in het bestand van een overdracht',
  ],
  'value.action.transfer.manage': [
    'Defining transfers to other systems',
    'Definere overføringer til andre systemer',
    'Definiera överföringar till andra system',
    'Siirtojen määrittely muihin järjestelmiin',
    'Edastuste määramine teistesse süsteemidesse',
    'Overdrachten naar andere systemen instellen',
  ],
  'value.action.transfer.run': [
    'Transferring data to another system',
    'Overføre data til et annet system',
    'Överföra uppgifter till ett annat system',
    'Tietojen siirto toiseen järjestelmään',
    'Andmete edastamine teise süsteemi',
    'Gegevens overdragen aan een ander systeem',
  ],
});
