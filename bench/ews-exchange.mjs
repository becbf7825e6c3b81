/**
 * One offline message as Exchange Web Services text: request head, request envelope, response head, response envelope.
 * Element names and order follow Microsoft's CreateItem reference (learn.microsoft.com, EWS reference, "CreateItem operation").
 * @param {number} n number of the exchange, from 1
 */
export function ewsExchange(n) {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const recipient = `colleague${n}@contoso.com`;
  const request = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">',
    '<s:Header><t:RequestServerVersion Version="Exchange2010_SP1"/></s:Header>',
    '<s:Body><m:CreateItem MessageDisposition="SendAndSaveCopy">',
    '<m:SavedItemFolderId><t:DistinguishedFolderId Id="sentitems"/></m:SavedItemFolderId>',
    '<m:Items><t:Message><t:ItemClass>IPM.Note.Microsoft.Missed</t:ItemClass>',
    `<t:Subject>Missed conversation ${n}</t:Subject><t:Body BodyType="HTML">&lt;p&gt;made text ${n}&lt;/p&gt;</t:Body>`,
    `<t:ToRecipients><t:Mailbox><t:EmailAddress>${recipient}</t:EmailAddress></t:Mailbox></t:ToRecipients>`,
    '</t:Message></m:Items></m:CreateItem></s:Body></s:Envelope>',
  ];
  const response = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>',
    '<h:ServerVersionInfo MajorVersion="15" MinorVersion="1" MajorBuildNumber="466" MinorBuildNumber="34" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header>',
    '<s:Body><m:CreateItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><m:ResponseMessages>',
    '<m:CreateItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items/></m:CreateItemResponseMessage>',
    '</m:ResponseMessages></m:CreateItemResponse></s:Body></s:Envelope>',
  ];
  return {
    requestHead: [
      'POST /EWS/Exchange.asmx HTTP/1.1',
      'Host: mail.contoso.com',
      'Content-Type: text/xml; charset=utf-8',
      `client-request-id: ${id}`,
      `Content-Length: ${request.join('\r\n').length}`,
      '',
    ],
    request,
    responseHead: ['HTTP/1.1 200 OK', 'Content-Type: text/xml; charset=utf-8', `request-id: ${id}`, ''],
    response,
  };
}
