using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Outreach.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData(null, null, "set Storage__AccountName")]
    [InlineData("UseDevelopmentStorage=true", "outreachdata", "keep one")]
    [InlineData(null, "https://outreachdata.example", "bare name")]
    public void A_wrong_setting_says_what_to_set(string? connection, string? account, string sentence)
    {
        using var services = Provider(connection, account);
        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<TableServiceClient>());
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_name_is_reached_over_https()
    {
        using var services = Provider(null, "outreachdata");
        var (tables, queues) = (services.GetRequiredService<TableServiceClient>(), services.GetRequiredService<QueueServiceClient>());
        Assert.Equal(("https", "outreachdata"), (tables.Uri.Scheme, tables.AccountName));
        Assert.Equal(("https", "outreachdata"), (queues.Uri.Scheme, queues.AccountName));
    }

    private static ServiceProvider Provider(string? connection, string? account)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Storage:ConnectionString", connection), new("Storage:AccountName", account)]).Build();
        return new ServiceCollection().AddOutreachStorage(configuration).BuildServiceProvider();
    }
}
