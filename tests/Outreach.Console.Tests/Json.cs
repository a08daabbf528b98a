namespace Outreach.Console.Tests;

/// <summary>The App's own JSON. Without this name here, the namespace of JsonSchema.Net would stand in its place.</summary>
internal static class Json
{
    public static string Write<T>(T value) => App.Json.Write(value);

    public static T Read<T>(string json) => App.Json.Read<T>(json);
}
