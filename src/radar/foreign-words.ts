/** Words with letters beyond ASCII in which a localised client may speak of messages, calls, files and timers, by language. They are words of no person's name. */
const WORDS = `für über während zurück zurückgestellt zurückgestellte zurückgestellten entwürfe entwürfen überwachungsuhr überwachung übermittelt
übermittelte übermittlung überschritten überprüft zeitüberschreitung schlüssel gelöscht löschen verfügbar ungültig gültig ausgeführt ausführung
hinzugefügt geöffnet öffnen geändert änderung empfänger größe nächste nächster nächsten fällig vollständig unvollständig bestätigt bestätigung erhält wählt
offline-übermittlung enthält rückgabe rückruf ungelöst auslösen ausgelöst
à été envoyé envoyée envoyés envoyées enregistré enregistrée enregistrés supprimé supprimée échec échoué échouée délai dépassé dépassée expiré expirée réponse
requête requêtes élément éléments créé créée terminé terminée démarré démarrée arrêté arrêtée réussi réussie réessai récupéré récupérée différé différée
déplacé déplacée libellé où après dès déjà reçu reçue annulé annulée trouvé trouvée clé exécution connecté déconnecté sélectionné
conexión está envió guardó recibió número expiró tiempo-límite límite operación petición después código versión eliminó añadido añadió falló
è già più attività
não será exceção conexão operação versão código após número excluído concluído início
сообщение сообщения автономное автономного автономных черновики черновик черновиках отправлено отправка сохранено сохранён очередь очереди добавлено ошибка запрос запроса
ответ таймер истёк истек удалено элемент файл получатель доставлено не в на для из от и запущен секунд
메시지 오프라인 임시 보관함 전송 저장 대기열 요청 응답 타이머 만료 실패 성공 항목 파일 삭제
离线 消息 脱机 草稿 草稿箱 发送 保存 队列 请求 响应 超时 计时器 失败 成功 项目 文件 删除 離線 訊息 佇列 傳送 儲存 要求 回應 逾時`;
/** Japanese has no blanks between words: a run of these is one of the client. */
const JAPANESE =
  'オフライン|メッセージ|インスタント|キュー|追加|タイマー|秒|開始|停止|終了|期限切れ|時間切れ|タイムアウト|スプール|ファイル|フォルダー|フォルダ|保存|下書き|アイテム|項目|要求|応答|状態|結果|番号|送信|受信|配信|再送|再試行|失敗|成功|完了|エラー|コード|削除|移動|作成|取得|接続|切断|サーバー|クライアント|サインイン|サインアウト|起動|宛に|宛|しました|します|した|する|されました|されません|できません|ません|ました|待機|処理|通知|会話|履歴|不在|未読|を|に|の|は|が|で|と|へ|から|まで';

const KNOWN: ReadonlySet<string> = new Set(WORDS.split(/\s+/));
const JAPANESE_RUN = new RegExp(`^(?:${JAPANESE})+$`);
const MOST_CHARACTERS = 40;

/** Whether a word with letters beyond ASCII is one of a localised client. Every other is masked, as it may be a name, or of what somebody wrote. */
export function isForeignTradeWord(word: string): boolean {
  return word.length <= MOST_CHARACTERS && (KNOWN.has(word.toLowerCase()) || JAPANESE_RUN.test(word));
}
