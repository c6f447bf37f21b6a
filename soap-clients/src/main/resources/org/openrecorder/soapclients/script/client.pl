# A CRM written in Perl, with SOAP::Lite. One call for each run:
#
#   perl client.pl described|undescribed METHOD FILE NAME=VALUE...
#
# Where to call and as whom stands in the environment. A retrieved WAV goes to FILE.
use strict;
use warnings;
use SOAP::Lite;

# SOAP::Lite asks for credentials by a method of this name.
sub SOAP::Transport::HTTP::Client::get_basic_credentials {
    return ($ENV{RECORDER_CLIENT}, $ENV{RECORDER_SECRET});
}

# With a description the arguments go by their order, without one by their names.
sub call_described {
    my ($method, @words) = @_;
    my $service = SOAP::Lite->service("$ENV{RECORDER_URL}?wsdl");
    my $fault;
    $service->on_fault(sub { my (undef, $answer) = @_; ref $answer or die $answer; $fault = $answer });
    my $result = $service->$method(map { (split /=/, $_, 2)[1] } @words);
    return ($result, $fault);
}

sub call_undescribed {
    my ($method, @words) = @_;
    my @arguments = map { my ($name, $value) = split /=/, $_, 2; SOAP::Data->name($name)->type(string => $value) } @words;
    my $answer = SOAP::Lite->proxy($ENV{RECORDER_URL})->uri('urn:a-crm')->call($method => @arguments);
    return (scalar $answer->result, $answer->fault ? $answer : undef);
}

sub local_name {
    my ($name) = @_;
    return $name =~ s/.*://r;
}

my ($mode, $method, $file, @words) = @ARGV;
my ($result, $fault) = $mode eq 'described' ? call_described($method, @words) : call_undescribed($method, @words);
if ($fault) {
    print "result=refused\n";
    print 'faultCode=', local_name($fault->faultcode), "\n";
    print 'message=', $fault->faultstring, "\n";
    print 'errorCode=', $fault->faultdetail->{recordingFault}->{code}, "\n";
    exit;
}
if ($method =~ /^retrieve/) {
    open my $wav, '>:raw', $file or die "cannot write $file: $!";
    print {$wav} $result;
    close $wav or die "cannot write $file: $!";
}
print "result=answered\n";
