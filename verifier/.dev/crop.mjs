import sharp from 'sharp';
const [,, f, x, y, w, h, o, z='1'] = process.argv;
await sharp(f).extract({left:+x,top:+y,width:+w,height:+h}).resize({width:Math.round(w*z),kernel:'nearest'}).png().toFile(o);
