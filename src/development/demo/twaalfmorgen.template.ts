import type { DemoTemplate } from './demo.template.js';

/** The foundation's own processing agreement, as a foundation of schools may have it; audits are adjusted for a cloud service. */
export const twaalfmorgenTemplate: DemoTemplate = {
  name: 'Verwerkersovereenkomst Stichting Twaalfmorgen Onderwijs',
  fileName: 'verwerkersovereenkomst.html',
  html: `<!doctype html><html lang="nl"><body>
<h1>Verwerkersovereenkomst</h1>
<p>Deze overeenkomst is {{reference}} bij {{main contract}}, tussen {{onderwijsinstelling}} (de onderwijsinstelling) en {{leverancier}} (de leverancier).</p>
<h2>Artikel 1. Onderwerp en duur</h2>
<p>De leverancier verwerkt persoonsgegevens van de volgende betrokkenen:</p><p>{{betrokkenen}}</p>
<p>Voor deze doeleinden:</p><p>{{doeleinden}}</p>
<p>De duur en de bewaartermijnen zijn:</p><p>{{duration}}</p>
<h2>Artikel 2. Instructies en geheimhouding</h2>
<p>De leverancier verwerkt uitsluitend op schriftelijke instructie van de onderwijsinstelling, ook bij doorgifte aan derde landen, en meldt een instructie die in strijd is met het recht.</p>
<p>Wie voor de leverancier met de gegevens werkt, is tot geheimhouding verplicht.</p>
<h2>Artikel 3. Beveiliging</h2>
<p>De leverancier neemt de maatregelen die artikel 32 AVG vereist.</p>
<h2>Artikel 4. Subverwerkers</h2>
<p>De leverancier schakelt een subverwerker alleen in met algemene schriftelijke toestemming, en kondigt elke wijziging aan zodat de onderwijsinstelling bezwaar kan maken.</p>
<p>Elke subverwerker krijgt dezelfde verplichtingen opgelegd; de leverancier blijft aansprakelijk.</p>
<p>{{subverwerkers}}</p>
<h2>Artikel 5. Bijstand</h2>
<p>De leverancier helpt verzoeken van betrokkenen te beantwoorden.</p>
<p>De leverancier helpt bij beveiliging, datalekken en effectbeoordelingen.</p>
<h2>Artikel 6. Audit</h2>
<p>De onderwijsinstelling mag jaarlijks op locatie van de leverancier een audit (laten) uitvoeren.</p>
<h2>Artikel 7. Einde</h2>
<p>Na afloop geeft de leverancier de gegevens terug of wist deze, naar keuze van de onderwijsinstelling.</p>
</body></html>`,
  places: {
    onderwijsinstelling: 'CONTROLLER',
    leverancier: 'PROCESSOR',
    betrokkenen: 'DATA_SUBJECTS',
    doeleinden: 'PURPOSES',
    subverwerkers: 'SUB_PROCESSORS',
  },
  covers: {
    ARTICLE_28_2: 'algemene schriftelijke toestemming',
    ARTICLE_28_3_A: 'schriftelijke instructie',
    ARTICLE_28_3_B: 'geheimhouding verplicht',
    ARTICLE_28_3_C: 'artikel 32 AVG',
    ARTICLE_28_3_D: 'algemene schriftelijke toestemming',
    ARTICLE_28_3_E: 'verzoeken van betrokkenen',
    ARTICLE_28_3_F: 'effectbeoordelingen',
    ARTICLE_28_3_G: 'naar keuze van de onderwijsinstelling',
    ARTICLE_28_3_H: 'een audit (laten) uitvoeren',
    ARTICLE_28_4: 'dezelfde verplichtingen',
  },
  deviations: [
    {
      requirement: 'ARTICLE_28_3_H',
      paragraph: 'een audit (laten) uitvoeren',
      standardText:
        'De verwerker staat audits toe en draagt eraan bij; deze kunnen inspecties van gebouwen of voorzieningen omvatten.',
      text: 'De leverancier legt jaarlijks een auditrapport van een onafhankelijke auditor over. Geeft dat rapport daartoe aanleiding, dan mag de onderwijsinstelling zelf een audit (laten) uitvoeren.',
      reason: 'De dienst draait in de cloud: de datacentra laten geen bezoek van afzonderlijke klanten toe.',
      accepted: 'Akkoord: het recht op een eigen audit blijft bestaan.',
    },
  ],
};
