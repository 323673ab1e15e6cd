// Renders references in CSL styles, each variable between marks (see learn_references.py).
// node render_references.js WORKS.jsonl STYLES.txt OUT.jsonl SEED WORKS_A_STYLE; locales stand in locales/
const CSL=require('citeproc'); const fs=require('fs');
const [,,worksF,stylesF,outF,seedS,perS]=process.argv;
let seed=parseInt(seedS)||1; function rnd(){seed=(seed*1103515245+12345)&0x7fffffff; return seed/0x7fffffff;}
const works=fs.readFileSync(worksF,'utf8').trim().split('\n').map(JSON.parse);
const styles=fs.readFileSync(stylesF,'utf8').trim().split('\n');
const LD='locales/';
const loc={}; function locale(l){ if(!(l in loc)){let f=LD+'locales-'+l+'.xml'; loc[l]=fs.existsSync(f)?fs.readFileSync(f,'utf8'):fs.readFileSync(LD+'locales-en-US.xml','utf8');} return loc[l];}
const O='\uE010',C='\uE011';
const out=fs.createWriteStream(outF);
let bad=0;
for(const sf of styles){
  const xml=fs.readFileSync(sf,'utf8');
  const n=parseInt(perS); const picked=[]; for(let i=0;i<n;i++) picked.push(works[Math.floor(rnd()*works.length)]);
  const items={}; picked.forEach((w,i)=>{const c=Object.assign({},w); c.id='w'+i; items[c.id]=c;});
  const note=/<info>[\s\S]*citation-format="note"/.test(xml);
  const hasBib=/<bibliography/.test(xml);
  let lang=(xml.match(/default-locale="([^"]+)"/)||[])[1];
  const sys={retrieveLocale:l=>locale(l),retrieveItem:id=>items[id],
    variableWrapper:(p,pre,str,post)=>pre+O+((p.variableNames||[]).join('+')||'?')+'\uE012'+str+C+post};
  if(lang && !/^en/.test(lang) && rnd()<0.75) lang='en-US';
  try{
    const eng=new CSL.Engine(sys,xml,lang||'en-US',true);
    eng.setOutputFormat('html');
    for(const id of Object.keys(items)){
      const useNote=note && (!hasBib || rnd()<0.6);
      if(!useNote&&!hasBib) break;
      try{
        let s;
        eng.updateItems([id]);
        if(useNote){ s=eng.previewCitationCluster({citationItems:[{id}],properties:{noteIndex:1}},[],[],'html'); }
        else { const b=eng.makeBibliography(); if(!b||!b[1].length) continue; s=b[1][0]; }
        out.write(JSON.stringify({style:sf.replace(/.*\//,''),note:useNote,work:items[id].wid,type:items[id].type,html:s})+'\n');
      }catch(e){bad++;}
    }
  }catch(e){bad++;}
}
out.end(()=>console.error('bad',bad));
