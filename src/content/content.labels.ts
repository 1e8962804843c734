import { messagesOf } from '../base/messages.js';

/** What the elements of files are called. */
export const contentLabels = messagesOf({
  'upload.personId': [
    'Whom a file is about',
    'Hvem en fil handler om',
    'Vem en fil handlar om',
    'Ketä tiedosto koskee',
    'Kelle kohta fail on',
    'Over wie een bestand gaat',
  ],
  'upload.uploaderPersonId': [
    'Who uploaded a file',
    'Hvem som lastet opp en fil',
    'Vem som laddade upp en fil',
    'Tiedoston lataaja',
    'Faili üleslaadija',
    'Wie een bestand heeft geüpload',
  ],
  'upload.fileName': ['File name', 'Filnavn', 'Filnamn', 'Tiedostonimi', 'Faili nimi', 'Bestandsnaam'],
  'comment.personId': [
    'Whom a comment is about',
    'Hvem en kommentar handler om',
    'Vem en kommentar handlar om',
    'Ketä kommentti koskee',
    'Kelle kohta kommentaar on',
    'Over wie een opmerking gaat',
  ],
  'comment.authorPersonId': [
    'Who wrote a comment',
    'Hvem som skrev en kommentar',
    'Vem som skrev en kommentar',
    'Kommentin kirjoittaja',
    'Kommentaari kirjutaja',
    'Wie een opmerking schreef',
  ],
  'comment.body': ['Comment', 'Kommentar', 'Kommentar', 'Kommentti', 'Kommentaar', 'Opmerking'],
  'comment.createdAt': [
    'Time of a comment',
    'Tidspunkt for en kommentar',
    'Tidpunkt för en kommentar',
    'Kommentin ajankohta',
    'Kommentaari aeg',
    'Tijdstip van een opmerking',
  ],
  'picture.personId': [
    'Whom a picture shows',
    'Hvem et bilde viser',
    'Vem en bild visar',
    'Ketä kuva esittää',
    'Keda pilt kujutab',
    'Wie een foto toont',
  ],
  'picture.blobName': ['Picture', 'Bilde', 'Bild', 'Kuva', 'Pilt', 'Foto'],
  'upload.blobName': [
    'Content of a file',
    'Innholdet i en fil',
    'Innehållet i en fil',
    'Tiedoston sisältö',
    'Faili sisu',
    'Inhoud van een bestand',
  ],
});
