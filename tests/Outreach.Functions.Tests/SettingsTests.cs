using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Outreach.App;
using Outreach.Storage;

namespace Outreach.Functions.Tests;

/// <summary>host.json and the example settings have the values that the code relies on.</summary>
public sealed class SettingsTests
{
    private static readonly JsonElement Host = Read("host.json");

    [Fact]
    public void Routes_stand_without_the_hosts_prefix() =>
        Assert.Equal("", Host.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());

    [Fact]
    public void Queues_are_read_as_they_are_written_and_given_up_when_the_worker_gives_up()
    {
        var queues = Host.GetProperty("extensions").GetProperty("queues");
        Assert.Equal("none", queues.GetProperty("messageEncoding").GetString());
        Assert.Equal(QueueWorker.HostAttempts, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.InRange(queues.GetProperty("batchSize").GetInt32(), 1, 32);
        Assert.Equal("00:00:30", queues.GetProperty("visibilityTimeout").GetString());
    }

    /// <summary>Azure distinguishes these limits from those that a plan decides; docs/operations.md gives the reason for each.</summary>
    [Fact]
    public void The_host_takes_no_more_at_once_than_fits_into_its_memory()
    {
        var http = Host.GetProperty("extensions").GetProperty("http");
        var largest = http.GetProperty("maxConcurrentRequests").GetInt32() * (long)new App.OutreachOptions().PinMemoryKib * 1024;
        Assert.InRange(largest, 1, 2048L * 1024 * 1024 * 2 / 3);
        Assert.False(http.GetProperty("dynamicThrottlesEnabled").GetBoolean());
    }

    /// <summary>Addresses hold path keys, and the host logs addresses at information level.</summary>
    [Theory]
    [InlineData("Microsoft", "Warning")]
    [InlineData("System", "Warning")]
    [InlineData("Azure", "Warning")]
    [InlineData("Host.Results", "None")]
    public void The_host_logs_no_addresses(string category, string level) =>
        Assert.Equal(level, Host.GetProperty("logging").GetProperty("logLevel").GetProperty(category).GetString());

    /// <summary>Optional settings for which an empty value differs from leaving the setting out.</summary>
    private static readonly string[] LeftOut =
        ["AfricasTalking:RetryHours", "Outreach:MinorPerSegmentVia", "Outreach:PinPeppers", "Outreach:Routes", "Outreach:Senders"];

    public static TheoryData<string, Type> Sections
    {
        get
        {
            var sections = new TheoryData<string, Type>
            {
                { "Outreach", typeof(App.OutreachOptions) },
                { Outreach.Console.ConsoleOptions.Section, typeof(Outreach.Console.ConsoleOptions) },
                { "Storage", typeof(StorageOptions) },
                { "Telemetry", typeof(TelemetryOptions) },
            };
            foreach (var (section, options) in TestApp.GatewaySections) sections.Add(section, options);
            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_example_of_settings_names_what_the_options_bind_and_leaves_out_nothing(string section, Type options)
    {
        const string file = "functions/Outreach.Functions/local.settings.json.example";
        var names = Configured(Example).GetSection(section).GetChildren().Select(child => child.Key).Except(["Pace"]).ToList();
        var bound =
            options.GetProperties()
                .Where(property => property.CanWrite || property.PropertyType.IsGenericType && property.Name != "LiveKeys")
                .Select(property => property.Name).Except(["Pace", "CountryCodes"])
                .Where(name => !LeftOut.Contains($"{section}:{name}")).ToList();
        Assert.All(bound.Except(names), name => Assert.Fail(
            $"{file} lacks {section}__{name}: write it there, empty or with its default; the name of a list ends in __0."));
        Assert.All(names.Except(bound), name => Assert.Fail($"{file} has {section}__{name}, which {options.Name} does not bind."));
    }

    [Fact]
    public void The_example_of_settings_has_room_for_a_second_path_key_and_one_storage()
    {
        Assert.Contains("AfricasTalking__PathKeys__1", Example.Keys);
        Assert.True(Check(Example, new StorageOptions { ConnectionString = Example["Storage__ConnectionString"] }).Succeeded);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "one", "one", null, true)]
    [InlineData("AzureWebJobsStorage", "one", "two", null, false)]
    [InlineData("AzureWebJobsStorage__accountName", "one", null, "one", true)]
    [InlineData("AzureWebJobsStorage__accountName", "one", null, "two", false)]
    [InlineData("Other", "one", null, "one", false)]
    public void The_triggers_listen_where_we_write(string name, string value, string? connection, string? account, bool fine)
    {
        var result = Check(new() { [name] = value }, new StorageOptions { ConnectionString = connection, AccountName = account });
        Assert.Equal(fine, result.Succeeded);
        if (!fine) Assert.StartsWith("Set AzureWebJobsStorage", result.FailureMessage, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Check(Dictionary<string, string?> settings, StorageOptions options) =>
        new OneStorageAccount(Configured(settings)).Validate(null, options);

    private static Dictionary<string, string?> Example { get; } =
        Read("local.settings.json.example").GetProperty("Values").EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString());

    private static IConfigurationRoot Configured(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value))).Build();

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))).RootElement;
}
