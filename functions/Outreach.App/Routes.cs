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

    /// <summary>The REST API, every path of version 1.</summary>
    public const string Api = "api/v1/{*path}";
    public const string OpenApi = "api/openapi.json";
    public const string Console = "console/{*path}";
    public const string Health = "healthz";
}

/// <summary>When timers fire: six-field NCRONTAB (seconds first), UTC.</summary>
public static class Schedules
{
    public const string EveryMinute = "0 * * * * *";
}
