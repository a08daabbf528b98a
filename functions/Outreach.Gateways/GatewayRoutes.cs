namespace Outreach.Gateways;

/// <summary>
/// Routes that gateways call, below <c>/</c>, the same on every host. They are constants because triggers need constants.
/// </summary>
public static class GatewayRoutes
{
    public const string TwilioSms = "api/twilio/sms";
    public const string TwilioStatus = "api/twilio/status";

    public const string AfricasTalkingSms = "api/africastalking/{key}/sms";
    public const string AfricasTalkingUssd = "api/africastalking/{key}/ussd";
    public const string AfricasTalkingDelivery = "api/africastalking/{key}/delivery";
    public const string AfricasTalkingUssdEvents = "api/africastalking/{key}/ussd-events";
    public const string AfricasTalkingOptOut = "api/africastalking/{key}/opt-out";

    public const string KannelSms = "api/kannel/{key}/sms";
    public const string KannelDelivery = "api/kannel/{key}/delivery";

    public const string HubtelUssd = "api/hubtel/{key}/ussd";
    public const string InfobipStart = "api/infobip/{key}/ussd/{session}/start";
    public const string InfobipResponse = "api/infobip/{key}/ussd/{session}/response";
    public const string InfobipEnd = "api/infobip/{key}/ussd/{session}/end";
    public const string NaloUssd = "api/nalo/{key}/ussd";
    public const string ComvivaUssd = "api/comviva/{key}/ussd";

    /// <summary>USSD in our own JSON, for any other gateway.</summary>
    public const string JsonUssd = "api/ussd/{key}";

    // Daraja refuses addresses that hold the word M-Pesa or Safaricom.
    public const string MpesaValidation = "api/daraja/{key}/c2b/validation";
    public const string MpesaConfirmation = "api/daraja/{key}/c2b/confirmation";
    public const string MpesaPaidOut = "api/daraja/{key}/b2c/{shortCode}/result";
    public const string MpesaReversal = "api/daraja/{key}/reversal/{shortCode}/result";
    public const string MpesaAnswer = "api/daraja/{key}/status/{question}/result";
    public const string MpesaTimeout = "api/daraja/{key}/timeout";

    /// <summary>What stands before the path key in each route that has one, for those who must keep keys out of what they write.</summary>
    public static IReadOnlyList<string> BeforeKeys { get; } =
    [
        .. typeof(GatewayRoutes).GetFields().Where(field => field.IsLiteral)
            .Select(field => ((string)field.GetRawConstantValue()!).Split("{key}"))
            .Where(parts => parts.Length > 1).Select(parts => parts[0]).Distinct(),
    ];
}
