using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Outreach.App.UseCases;
using Outreach.Storage;

namespace Outreach.Functions.Tests;

/// <summary>host.json and the example of settings say what the code counts on.</summary>
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
        Assert.Equal("base64", queues.GetProperty("messageEncoding").GetString());
        Assert.Equal(QueueWorker.Attempts, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.InRange(queues.GetProperty("batchSize").GetInt32(), 1, 32);
        Assert.Equal("00:00:30", queues.GetProperty("visibilityTimeout").GetString());
    }

    [Fact]
    public void The_example_of_settings_names_what_the_options_bind()
    {
        var values = Read("local.settings.json.example").GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value))).Build();
        foreach (var (section, options) in new (string, Type)[]
                 {
                     ("Outreach", typeof(App.OutreachOptions)), ("Twilio", typeof(Gateways.TwilioOptions)), ("AfricasTalking", typeof(Gateways.AfricasTalkingOptions)), ("Storage", typeof(StorageOptions)),
                     ("Kannel", typeof(Gateways.KannelOptions)), ("Hubtel", typeof(Gateways.HubtelOptions)), ("Infobip", typeof(Gateways.InfobipOptions)),
                     ("Nalo", typeof(Gateways.NaloOptions)), ("Comviva", typeof(Gateways.ComvivaOptions)), ("JsonUssd", typeof(Gateways.JsonUssdOptions)),
                 })
        {
            var names = configuration.GetSection(section).GetChildren().Select(child => child.Key).Except(["Pace"]);
            Assert.Subset(options.GetProperties().Select(property => property.Name).ToHashSet(), names.ToHashSet());
        }
        Assert.True(Check(values!, new StorageOptions { ConnectionString = values["Storage__ConnectionString"] }).Succeeded);
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

    private static ValidateOptionsResult Check(Dictionary<string, string?> settings, StorageOptions options)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value))).Build();
        return new OneStorageAccount(configuration).Validate(null, options);
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file))).RootElement;
}
