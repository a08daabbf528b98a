namespace Outreach.App;

/// <summary>Routes of the API, the console and the health page, below <c>/</c>, the same on every host. Triggers need constants.</summary>
public static class Routes
{
    /// <summary>The REST API, every path of version 1.</summary>
    public const string Api = "api/v1/{*path}";
    public const string OpenApi = "api/openapi.json";
    public const string Console = "console/{*path}";
    public const string Health = "healthz";
}

/// <summary>Timer schedules in six-field NCRONTAB (seconds first), UTC.</summary>
public static class TimerSchedules
{
    public const string EveryMinute = "0 * * * * *";
}
