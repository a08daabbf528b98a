namespace Outreach.App;

/// <summary>Every route there is, below <c>/</c>, the same on every host. Constants, because attributes of triggers need them.</summary>
public static class Routes
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

    /// <summary>The REST API, every path of version 1.</summary>
    public const string Api = "api/v1/{*path}";
    public const string OpenApi = "api/openapi.json";
    public const string Console = "console/{*path}";
    public const string Health = "healthz";
}

/// <summary>When timers fire: six-field NCRONTAB (seconds first), UTC.</summary>
public static class TimerSchedules
{
    public const string EveryMinute = "0 * * * * *";
}
