import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clip } from '../src/kaltura/clips.ts'
import { ffmpeg } from './ffmpeg.ts'

/** Fragments the picture and encrypts it (ISO/IEC 23001-7 `cenc`) with a key that is thrown away, and writes its DASH manifest. */
export async function encrypt(clip: Clip, folder: string): Promise<void> {
  const [plain, file, keyId] = [join(folder, 'plain.mp4'), join(folder, 'video.mp4'), randomBytes(16)]
  await rename(file, plain)
  const fragmented = ['-c', 'copy', '-movflags', '+frag_keyframe+empty_moov+default_base_moof+dash+global_sidx']
  const key = ['-encryption_key', randomBytes(16).toString('hex'), '-encryption_kid', keyId.toString('hex')]
  await ffmpeg(['-i', plain, '-map', '0:v', ...fragmented, '-encryption_scheme', 'cenc-aes-ctr', ...key, file])
  await rm(plain)
  await writeFile(join(folder, 'manifest.mpd'), dashManifest(clip, await readFile(file), keyId))
}

/** The index (`sidx`) follows what initialises the decoder: both are named by their bytes. */
function dashManifest(clip: Clip, file: Buffer, keyId: Buffer): string {
  const [{ width, height, bandwidth, codecs }] = clip.renditions
  const indexAt = file.indexOf('sidx') - 4
  const indexEnd = indexAt + file.readUInt32BE(indexAt) - 1
  const uuid = keyId.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  return `<?xml version="1.0" encoding="utf-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static" minBufferTime="PT2S" mediaPresentationDuration="PT${clip.durationS}S">
  <Period>
    <AdaptationSet mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
      <ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc" cenc:default_KID="${uuid}"/>
      <ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"><cenc:pssh>${widevineHeader(keyId)}</cenc:pssh></ContentProtection>
      <Representation id="${height}p" width="${width}" height="${height}" frameRate="${clip.fps}" bandwidth="${bandwidth}" codecs="${codecs}">
        <BaseURL>video.mp4</BaseURL>
        <SegmentBase indexRange="${indexAt}-${indexEnd}"><Initialization range="0-${indexAt - 1}"/></SegmentBase>
      </Representation>
    </AdaptationSet>
  </Period>
</MPD>
`
}

/** A `pssh` box for Widevine that names the key and nothing else, in base64. */
function widevineHeader(keyId: Buffer): string {
  const system = Buffer.from('edef8ba979d64acea3c827dcd51d21ed', 'hex')
  const box = Buffer.concat([Buffer.from('000000327073736800000000', 'hex'), system, Buffer.from('000000121210', 'hex'), keyId])
  return box.toString('base64')
}
