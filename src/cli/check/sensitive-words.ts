/**
 * What the law protects: special categories of personal data (GDPR, article 9), in the words of several languages
 * without accents. A star stands for any ending. Words with a harmless meaning that is more common (`party`, `union`,
 * `race`, `condition`) are left out, or stand with a second one.
 */
export const sensitiveWords: Readonly<Record<string, string>> = {
  health:
    'health healthcare medical medication* medicine disease* illness* diagnos* disabilit* disabled symptom* ' +
    'patient* pregnan* fertility menopaus* diabet* cancer* asthma hiv aids covid depress* anxiety adhd autis* ' +
    'bipolar therapy therapist psychiatr* addict* rehab obes* bmi vaccin* allerg* prescription* ' +
    'gesundheit* krank* behinder* schwanger* diagnose* allergie* therapie* ' +
    'sante maladie* grossesse enceinte handicap* medicament* ' +
    'salud enfermedad* embaraz* discapacidad* medicamento* ' +
    'salute malattia malattie gravidanza incinta disabilita farmaco farmaci ' +
    'saude doenca* gravidez gravida deficiencia* ' +
    'gezondheid ziekte* zwanger* handicap',
  religion:
    'religi* faith christian* catholic* protestant* orthodox muslim* islam* jewish judaism jew hindu* buddhis* ' +
    'sikh* atheis* church mosque synagogue ' +
    'glaube konfession* kirche* katholisch evangelisch moslem* judisch* ' +
    'catholique* musulman* juif juive croyance* eglise ' +
    'catolic* judio* judia* iglesia creencia* cattolic* ebre* ebraic* chiesa ' +
    'muculman* judeu* igreja geloof kerk joods*',
  politics:
    'politic* party+political political+party vote+intention voter* ideolog* republican* democrat* conservative* liberal* socialist* ' +
    'communist* leftwing rightwing trade+union union+member* ' +
    'politisch* politik partei* wahler* gewerkschaft* ' +
    'politique* syndicat* electeur* politico politica partido+politico sindicat* votante* ' +
    'partito+politico elettor* eleitor* politiek* vakbond* kiezer*',
  'sexual orientation':
    'sexual* sexuality gay lesbian* homosexual* heterosexual* bisexual* queer lgbt* transgender transsexual* ' +
    'orientation+sexual sexual+orientation sex+life ' +
    'sexuell* schwul* lesbisch* homosexuell* sexuelle* lesbienne* homosexuel* ' +
    'lesbiana* omosessual* sessual* lesbica* homossexual* seksue*',
  'ethnic origin':
    'ethnic* race+ethnic* racial ancestry skin+colo* ' +
    'ethnie* ethnisch* herkunft+ethnisch* hautfarbe origine+ethnique etnia etnic* etnisch* raza+etnia',
};
