// Made by scripts/pack-time-zones.mjs from scripts/time-zones.txt; change that list, not this file.

/**
 * The most populous time zones by country: starts of city names in small letters, then the country.
 * It is searched as it stands; nothing is unpacked.
 */
export const timeZones =
  'kol,calINsha,uruCNnew_,chic,los,denv,pho,det,ind,hono,ancUSjak,makIDkarPKlagNGsao_p,forta,rec,manau,bele,cui,campBRdha,dacBDmos,yek,nov,samara,kras,irk,vla,oms,vol,saratRUmex,monter,tij,canc,mer,chih,herMXtokJPmaniPHaddETcaiEGkin,lubCDho_,saigVNtehIRistTRberlDEbangkTHdar_TZlondGBpariFRjohaZAromITnaiKEyang,rangMMbogCOseoKRkharSDkampUGmadr,canaESalgDZbagIQbue,cordARkabAFwarPLtoro,van,edm,montr,winn,hal,reg,st_j,moncCAcasaMAriySAkyi,kieUAtashUZluaAOlimPEkuaMYaccGHmapMZadenYEkatNPcarVEabiCIdouCMsyd,mel,bri,per,adel,hobAUcolLKtaiTWalmKZbucROsantiCLguayECguatGTamsNLdakSNphnKHbrusBEsantoDOhavCUtunTNla_pBOpraCZlis,made,azoPTathGRstoSEbudHUviennATzurCHminBYjeru,tel_ILdubaAEammJObakAZbelgRStegHNport_mPGsofBGel_sSVhongHKsinSGcopDKhelFIbratSKoslNOdublIEaucNZcosCRbeiLBpanaPAkuwKWzagHRtbiGEmontevUYpuePRsarajBAvilLTqatQAjamJMljuSIrigLVtalEEnicCYluxLUmaltMTasuPYtriLYport-HTmanagNItiranALchisMDskoMKyerAMmusOMdamSYport_oTT';
